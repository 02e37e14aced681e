import { restartSnapshotJob, startSnapshotJob } from '../../changes/snapshots/start-snapshot-job.ts';
import { recordEvents } from '../../events/record.ts';
import { OPPORTUNITY_SUMMARY_VIEW } from '../../model/documents.ts';
import { findSnapshotJobsOf } from '../../store/repositories/snapshots.ts';
import { putTags } from '../../store/repositories/tags.ts';
import { mayCreateJob, mayFollow, needsToFollow } from '../may.ts';
import type { Step } from '../task-kind.ts';
import { findTheOpportunity } from '../the-opportunity.ts';

/** Step 4: starts a snapshot job with the request's tags for the opportunity in the engagement, unless one runs already. */
export const followTheOpportunity: Step = {
  name: 'follow the opportunity',
  performs: 'CreateResourceSnapshotJob',
  needs: { ...needsToFollow, TagResource: 'ResourceSnapshotJobAccessDenied' },
  run: async (work, task) => {
    const { tx, now, services } = work;
    const opportunity = await findTheOpportunity(work, task);
    const jobs = await findSnapshotJobsOf(tx, {
      catalog: task.catalog,
      account_id: task.account_id,
      resource_id: opportunity.id,
    });
    const present = jobs.find(
      (job) => job.engagement_id === task.engagement_id && job.template === OPPORTUNITY_SUMMARY_VIEW,
    );
    if (!present) await mayCreateJob(work, opportunity);
    const { jobId, announcements } = present
      ? await restartSnapshotJob(work, opportunity, present)
      : await startSnapshotJob(work, opportunity, task.engagement_id, OPPORTUNITY_SUMMARY_VIEW);
    const arn = services.arns.owned('resource-snapshot-job', task.account_id, task.catalog, jobId);
    await mayFollow(work, opportunity, { engagementId: task.engagement_id, jobId });
    if (task.tags !== '[]') await work.may('TagResource', arn);
    await putTags(tx, arn, JSON.parse(task.tags));
    await recordEvents(tx, services, now, announcements);
    return { resource_snapshot_job_id: jobId };
  },
};
