import { describeWithIds } from '../describe-with-ids.ts';
import type { TaskKind } from '../task-kind.ts';
import { acceptTheInvitation } from './accept-the-invitation.ts';
import { copyDetailsForTracking } from './copy-details-for-tracking.ts';
import { createTheOpportunity } from './create-the-opportunity.ts';

/**
 * "Accepting the invitation, creating an opportunity in the partner's account from the AWS opportunity, and copying
 * details for tracking." Source: AWS API reference, StartEngagementByAcceptingInvitationTask.
 */
export const startEngagementByAcceptingInvitation = {
  name: 'StartEngagementByAcceptingInvitationTask',
  resource: 'engagement-by-accepting-invitation-task',
  idLength: 13,
  // Seen: 10 of 10 recorded first answers are COMPLETE, with every id.
  waits: true,
  steps: [acceptTheInvitation, createTheOpportunity, copyDetailsForTracking],
  describe: (task, arn) =>
    describeWithIds(task, arn, {
      OpportunityId: task.opportunity_id,
      ResourceSnapshotJobId: task.resource_snapshot_job_id,
      // Seen as the id, and once, in a response without a task's id, as the ARN of the request.
      EngagementInvitationId: task.invitation_id,
    }),
} as const satisfies TaskKind;
