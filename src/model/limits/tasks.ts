import * as sdk from '@aws-sdk/client-partnercentral-selling';
import { chars, items, type Limits, oneOf, range } from '../../kit/shape/limit.ts';
import {
  catalog,
  clientToken,
  contextId,
  engagementArnOrId,
  invitationArnOrId,
  opportunityId,
  taskArnOrId,
} from './forms.ts';

/** Limits of the tasks that make or submit opportunities. */
export const tasks: Limits = {
  ListEngagementByAcceptingInvitationTasksRequest: {
    Catalog: catalog,
    MaxResults: range(1, 1000),
    NextToken: chars(1, 2048),
    TaskStatus: items(1, 3, oneOf(sdk.TaskStatus)),
    OpportunityIdentifier: items(1, 10, opportunityId),
    EngagementInvitationIdentifier: items(1, 10, invitationArnOrId),
    TaskIdentifier: items(1, 10, taskArnOrId),
  },
  ListEngagementFromOpportunityTasksRequest: {
    Catalog: catalog,
    MaxResults: range(1, 1000),
    NextToken: chars(1, 2048),
    TaskStatus: items(1, 3, oneOf(sdk.TaskStatus)),
    TaskIdentifier: items(1, 10, taskArnOrId),
    OpportunityIdentifier: items(1, 10, opportunityId),
    EngagementIdentifier: items(1, 10, engagementArnOrId),
  },
  ListOpportunityFromEngagementTasksRequest: {
    Catalog: catalog,
    MaxResults: range(1, 1000),
    NextToken: chars(1, 2048),
    TaskStatus: items(1, 3, oneOf(sdk.TaskStatus)),
    TaskIdentifier: items(1, 10, taskArnOrId),
    OpportunityIdentifier: items(1, 10, opportunityId),
    EngagementIdentifier: items(1, 10, engagementArnOrId),
    ContextIdentifier: items(1, 10, contextId),
  },
  ListTasksSortBase: {
    SortOrder: oneOf(sdk.SortOrder),
    SortBy: oneOf(sdk.ListTasksSortName),
  },
  StartEngagementByAcceptingInvitationTaskRequest: {
    Catalog: catalog,
    Identifier: invitationArnOrId,
    ClientToken: clientToken,
    Tags: items(1, 200),
  },
  StartEngagementFromOpportunityTaskRequest: {
    Catalog: catalog,
    Identifier: opportunityId,
    ClientToken: clientToken,
    Tags: items(1, 200),
  },
  StartOpportunityFromEngagementTaskRequest: {
    Catalog: catalog,
    Identifier: engagementArnOrId,
    ContextIdentifier: contextId,
    ClientToken: clientToken,
    Tags: items(1, 200),
  },
};
