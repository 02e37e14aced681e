import { describeWithIds } from '../describe-with-ids.ts';
import type { TaskKind } from '../task-kind.ts';
import { createTheEngagement } from './create-the-engagement.ts';
import { followTheOpportunity } from './follow-the-opportunity.ts';
import { inviteAws } from './invite-aws.ts';
import { submitTheOpportunity } from './submit-the-opportunity.ts';

/**
 * Shares a partner's opportunity with AWS. AWS's answer to the invitation is its review.
 * Source: AWS docs, working-with-your-opportunities.
 */
export const startEngagementFromOpportunity = {
  name: 'StartEngagementFromOpportunityTask',
  resource: 'engagement-from-opportunity-task',
  idLength: 13,
  waits: true,
  steps: [createTheEngagement, inviteAws, submitTheOpportunity, followTheOpportunity],
  // AWS API reference: all but OpportunityId are "only populated if TaskStatus is COMPLETE".
  describe: (task, arn) =>
    describeWithIds(task, arn, {
      OpportunityId: task.opportunity_id,
      ...(task.status === 'COMPLETE' && {
        ResourceSnapshotJobId: task.resource_snapshot_job_id,
        EngagementId: task.engagement_id,
        EngagementInvitationId: task.invitation_id,
      }),
    }),
} as const satisfies TaskKind;
