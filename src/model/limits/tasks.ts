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

const ofList = {
  Catalog: catalog,
  MaxResults: range(1, 1000),
  NextToken: chars(1, 2048),
  TaskStatus: items(1, 3, oneOf(sdk.TaskStatus)),
  OpportunityIdentifier: items(1, 10, opportunityId),
  TaskIdentifier: items(1, 10, taskArnOrId),
};

const ofStart = {
  Catalog: catalog,
  ClientToken: clientToken,
  Tags: items(1, 200),
};

/** Limits of the tasks that create or submit opportunities. */
export const tasks: Limits = {
  ListEngagementByAcceptingInvitationTasksRequest: {
    ...ofList,
    EngagementInvitationIdentifier: items(1, 10, invitationArnOrId),
  },
  ListEngagementFromOpportunityTasksRequest: {
    ...ofList,
    EngagementIdentifier: items(1, 10, engagementArnOrId),
  },
  ListOpportunityFromEngagementTasksRequest: {
    ...ofList,
    EngagementIdentifier: items(1, 10, engagementArnOrId),
    ContextIdentifier: items(1, 10, contextId),
  },
  ListTasksSortBase: {
    SortOrder: oneOf(sdk.SortOrder),
    SortBy: oneOf(sdk.ListTasksSortName),
  },
  StartEngagementByAcceptingInvitationTaskRequest: {
    Identifier: invitationArnOrId,
    ...ofStart,
  },
  StartEngagementFromOpportunityTaskRequest: {
    Identifier: opportunityId,
    ...ofStart,
  },
  StartOpportunityFromEngagementTaskRequest: {
    Identifier: engagementArnOrId,
    ContextIdentifier: contextId,
    ...ofStart,
  },
};
