import * as sdk from '@aws-sdk/client-partnercentral-selling';
import { chars, items, type Limits, oneOf, range } from '../../kit/shape/limit.ts';
import { catalog, clientToken, prospectingTaskId } from './forms.ts';
import { scores } from './prose.ts';

/** Limits of prospecting tasks and their results. Source: API reference, read November 2026; the service's model lacks them. */
export const prospecting: Limits = {
  GetProspectingFromEngagementTaskRequest: {
    Catalog: catalog,
    TaskIdentifier: prospectingTaskId,
  },
  ListProspectingFromEngagementTasksRequest: {
    Catalog: catalog,
    MaxResults: range(1, 100),
    TaskIdentifier: items(0, 10),
    TaskName: items(0, 10),
  },
  ProspectingFromEngagementTaskSort: {
    SortOrder: oneOf(sdk.SortOrder),
    SortBy: oneOf(sdk.ProspectingFromEngagementTaskSortName),
  },
  ProspectingInsights: {
    MarketplaceEngagementScore: oneOf(scores),
  },
  ProspectingResultCustomer: {
    AccountName: chars(0, 255),
    Country: oneOf(sdk.CountryCode),
    Industry: oneOf(sdk.Industry),
    CompanySize: chars(0, 255),
  },
  StartProspectingFromEngagementTaskRequest: {
    Catalog: catalog,
    Identifiers: items(0, 100),
    TaskName: chars(1, 128),
    ClientToken: clientToken,
  },
};
