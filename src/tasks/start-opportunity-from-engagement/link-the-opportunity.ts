import { linkOpportunity } from '../link-opportunity.ts';
import { arnOfOpportunity, needsToFollow } from '../may.ts';
import type { Step } from '../task-kind.ts';
import { findTheOpportunity } from '../the-opportunity.ts';

/** Step 3: starts a snapshot job that links the opportunity to the engagement, and takes its first snapshot. */
export const linkTheOpportunity: Step = {
  name: 'link the opportunity to the engagement',
  performs: 'CreateResourceSnapshotJob',
  needs: { GetOpportunity: 'OpportunityAccessDenied', ...needsToFollow },
  run: async (work, task) => {
    const opportunity = await findTheOpportunity(work, task);
    await work.may('GetOpportunity', arnOfOpportunity(work, opportunity));
    return { resource_snapshot_job_id: await linkOpportunity(work, opportunity, task.engagement_id) };
  },
};
