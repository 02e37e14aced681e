import { describeWithIds } from '../describe-with-ids.ts';
import type { TaskKind } from '../task-kind.ts';
import { addTheProject } from './add-the-project.ts';
import { draftTheOpportunity } from './draft-the-opportunity.ts';
import { linkTheOpportunity } from './link-the-opportunity.ts';

/** Creates an opportunity from a lead. Source: AWS docs, working-with-leads. */
export const startOpportunityFromEngagement = {
  name: 'StartOpportunityFromEngagementTask',
  resource: 'opportunity-from-engagement-task',
  idLength: 13,
  waits: true,
  steps: [draftTheOpportunity, addTheProject, linkTheOpportunity],
  // AWS API reference: OpportunityId "is populated when the task is completed successfully". Seen: the ContextId of a
  // COMPLETE task is the new context's; in the reference it is the lead's, which is shown until then.
  describe: (task, arn) =>
    describeWithIds(task, arn, {
      EngagementId: task.engagement_id,
      ResourceSnapshotJobId: task.resource_snapshot_job_id,
      ContextId: task.context_id,
      ...(task.status === 'COMPLETE' && {
        OpportunityId: task.opportunity_id,
        ContextId: task.project_context_id || task.context_id,
      }),
    }),
} as const satisfies TaskKind;
