import { startSnapshotJob } from '../changes/snapshots/start-snapshot-job.ts';
import { opportunityUpdated } from '../events/catalogue.ts';
import { recordEvents } from '../events/record.ts';
import { OPPORTUNITY_SUMMARY_VIEW } from '../model/documents.ts';
import type { Opportunity } from '../store/repositories/opportunities.ts';
import { mayCreateJob, mayFollow } from './may.ts';
import type { StepWork } from './task-kind.ts';

/**
 * Starts a snapshot job that links an opportunity to an engagement, and takes its first snapshot. Returns the snapshot
 * job's id. Throws `StepFailure`. The step needs `needsToFollow`.
 */
export const linkOpportunity = async (
  work: StepWork,
  opportunity: Opportunity,
  engagementId: string,
): Promise<string> => {
  const { tx, now, services } = work;
  await mayCreateJob(work, opportunity);
  const { jobId, announcements } = await startSnapshotJob(
    work,
    opportunity,
    engagementId,
    OPPORTUNITY_SUMMARY_VIEW,
  );
  await mayFollow(work, opportunity, { engagementId, jobId });
  await recordEvents(tx, services, now, [
    { to: [opportunity.account_id], event: opportunityUpdated(opportunity) },
    ...announcements,
  ]);
  return jobId;
};
