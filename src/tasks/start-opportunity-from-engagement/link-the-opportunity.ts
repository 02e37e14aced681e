import { startSnapshotJob } from '../../changes/snapshots/start-snapshot-job.ts';
import { opportunityUpdated } from '../../events/catalogue.ts';
import { recordEvents } from '../../events/record.ts';
import { OPPORTUNITY_SUMMARY_VIEW } from '../../model/documents.ts';
import type { Step } from '../task-kind.ts';
import { findTheDraft } from './the-draft.ts';

/** Step 3: a snapshot job links the opportunity to the engagement, and takes its first snapshot. */
export const linkTheOpportunity: Step = {
  name: 'link the opportunity to the engagement',
  run: async (work, task) => {
    const { tx, now, services } = work;
    const opportunity = await findTheDraft(work, task);
    const { jobId, announcements } = await startSnapshotJob(
      work,
      opportunity,
      task.engagement_id,
      OPPORTUNITY_SUMMARY_VIEW,
    );
    await recordEvents(tx, services, now, [
      { to: [task.account_id], event: opportunityUpdated(opportunity) },
      ...announcements,
    ]);
    return { resource_snapshot_job_id: jobId };
  },
};
