import * as sdk from '@aws-sdk/client-partnercentral-selling';
import { chars, items, type Limits, oneOf, range } from '../../kit/shape/limit.ts';
import {
  account,
  catalog,
  clientToken,
  day,
  engagementArnOrId,
  engagementId,
  opportunityId,
  website,
} from './forms.ts';

/** Limits of engagements, their contexts and members. */
export const engagements: Limits = {
  CreateEngagementContextRequest: {
    Catalog: catalog,
    EngagementIdentifier: engagementArnOrId,
    Type: oneOf(sdk.EngagementContextType),
    ClientToken: clientToken,
  },
  CreateEngagementRequest: {
    Catalog: catalog,
    ClientToken: clientToken,
    Title: chars(1, 40),
    Description: chars(0, 255),
    Contexts: items(0, 5),
  },
  EngagementContextDetails: {
    Type: oneOf(sdk.EngagementContextType),
    Id: chars(1, 3),
  },
  EngagementCustomer: {
    Industry: oneOf(sdk.Industry),
    CompanyName: chars(1, 120),
    WebsiteUrl: website,
    CountryCode: oneOf(sdk.CountryCode),
  },
  EngagementCustomerProjectDetails: {
    Title: chars(1, 255),
    BusinessProblem: chars(20, 2000),
    TargetCompletionDate: day,
  },
  EngagementSort: {
    SortOrder: oneOf(sdk.SortOrder),
    SortBy: oneOf(sdk.EngagementSortName),
  },
  GetEngagementRequest: {
    Catalog: catalog,
    Identifier: engagementArnOrId,
  },
  ListEngagementMembersRequest: {
    Catalog: catalog,
    Identifier: engagementArnOrId,
    MaxResults: range(1, 10),
  },
  ListEngagementResourceAssociationsRequest: {
    Catalog: catalog,
    MaxResults: range(1, 1000),
    EngagementIdentifier: engagementId,
    ResourceType: oneOf(sdk.ResourceType),
    ResourceIdentifier: opportunityId,
    CreatedBy: account,
  },
  ListEngagementsRequest: {
    Catalog: catalog,
    CreatedBy: items(1, 10, account),
    ExcludeCreatedBy: items(1, 10, account),
    ContextTypes: items(0, 5, oneOf(sdk.EngagementContextType)),
    ExcludeContextTypes: items(0, 5, oneOf(sdk.EngagementContextType)),
    MaxResults: range(1, 100),
    EngagementIdentifier: items(1, 10, engagementArnOrId),
  },
  UpdateEngagementContextRequest: {
    Catalog: catalog,
    EngagementIdentifier: engagementArnOrId,
    ContextIdentifier: chars(1, 3),
    Type: oneOf(sdk.EngagementContextType),
  },
};
