import { startSnapshotJob } from '../changes/snapshots/start-snapshot-job.ts';
import type { Work } from '../changes/work.ts';
import { opportunityUpdated } from '../events/catalogue.ts';
import { recordEvents } from '../events/record.ts';
import { OPPORTUNITY_SUMMARY_VIEW } from '../model/documents.ts';
import type { Opportunity } from '../store/repositories/opportunities.ts';

/**
 * Starts a snapshot job that links an opportunity to an engagement, and takes its first snapshot. Returns the snapshot
 * job's id. Throws `StepFailure`.
 */
export const linkOpportunity = async (
  work: Work,
  opportunity: Opportunity,
  engagementId: string,
): Promise<string> => {
  const { tx, now, services } = work;
  const { jobId, announcements } = await startSnapshotJob(
    work,
    opportunity,
    engagementId,
    OPPORTUNITY_SUMMARY_VIEW,
  );
  await recordEvents(tx, services, now, [
    { to: [opportunity.account_id], event: opportunityUpdated(opportunity) },
    ...announcements,
  ]);
  return jobId;
};
