import type { OperationName } from '../../src/model/contract.ts';

/** Recorded members that differ in cosell, and why that is right. */
export interface Exception {
  flow: string;
  operation: OperationName;
  /** Paths of the members: `Contexts[0].Id`. */
  paths: string[];
  reason: string;
}

const ALL = 'All API Actions';
const PREVIEW = 'recorded of the preview in 2024, which later recordings and the contract contradict';

/** The run fails if one of these no longer differs. */
export const exceptions: readonly Exception[] = [
  {
    flow: ALL,
    operation: 'CreateResourceSnapshot',
    paths: ['Arn'],
    reason: `${PREVIEW}: template Opportunity`,
  },
  {
    flow: ALL,
    operation: 'GetResourceSnapshot',
    paths: ['Arn', 'ResourceSnapshotTemplateName'],
    reason: `${PREVIEW}: template Opportunity`,
  },
  {
    flow: ALL,
    operation: 'GetResourceSnapshotJob',
    paths: ['CreatedDate', 'EngagementIdentifier', 'LastSuccessfulExecution'],
    reason: `${PREVIEW}: CreatedAt, EngagementId, LastSuccessfulExecutionDate`,
  },
  {
    flow: ALL,
    operation: 'ListEngagementResourceAssociations',
    paths: ['ResourceArn', 'ResourceOwner'].map(
      (name) => `EngagementResourceAssociationSummaries[0].${name}`,
    ),
    reason: `${PREVIEW}: CreatedBy`,
  },
  {
    flow: ALL,
    operation: 'StartEngagementFromOpportunityTask',
    paths: ['EngagementId', 'ResourceSnapshotJobId', 'TaskArn', 'TaskId'],
    reason: PREVIEW,
  },
  {
    flow: ALL,
    operation: 'StartEngagementByAcceptingInvitationTask',
    paths: ['EngagementInvitationId', 'ResourceSnapshotJobId', 'TaskArn', 'TaskId'],
    reason: PREVIEW,
  },
  {
    flow: ALL,
    operation: 'ListEngagementByAcceptingInvitationTasks',
    paths: ['TaskSummaries[0].ReasonCode'],
    reason: `${PREVIEW}: the text "null"`,
  },
  {
    flow: ALL,
    operation: 'ListEngagementFromOpportunityTasks',
    paths: ['TaskSummaries[0].ReasonCode'],
    reason: `${PREVIEW}: the text "null"`,
  },
  {
    flow: ALL,
    operation: 'GetEngagementInvitation',
    paths: [
      'EngagementDescription',
      'EngagementId',
      'ExistingMembers',
      'InvitationMessage',
      'Payload.OpportunityInvitation.ReceiverResponsibilities',
    ],
    reason: `${PREVIEW}: invitations to no engagement`,
  },
  {
    flow: ALL,
    operation: 'ListEngagementInvitations',
    paths: ['EngagementInvitationSummaries[0].EngagementId'],
    reason: `${PREVIEW}: invitations to no engagement`,
  },
  { flow: ALL, operation: 'GetOpportunity', paths: ['Arn'], reason: `${PREVIEW}: no ARNs` },
  {
    flow: ALL,
    operation: 'ListOpportunities',
    paths: ['OpportunitySummaries[0].Arn'],
    reason: `${PREVIEW}: no ARNs`,
  },
  {
    flow: ALL,
    operation: 'ListSolutions',
    paths: ['SolutionSummaries[0].Arn'],
    reason: `${PREVIEW}: no ARNs`,
  },
  {
    flow: 'Demo Accept AWS-originated Opportunities',
    operation: 'ListEngagementInvitations',
    paths: ['EngagementInvitationSummaries[0].SenderAwsAccountId'],
    reason: 'AWS is the account aws here, as in other recordings',
  },
  {
    flow: 'Demo Accept AWS-originated Opportunities',
    operation: 'GetEngagementInvitation',
    paths: ['SenderAwsAccountId'],
    reason: 'AWS is the account aws here, as in other recordings',
  },
];
