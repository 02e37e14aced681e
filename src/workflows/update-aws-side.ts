import { recordEvents } from '../events/record.ts';
import { AWS_OPPORTUNITY_SUMMARY_FULL_VIEW, type AwsSummaryDocument } from '../model/documents.ts';
import { AWS_ACCOUNT } from '../model/identifiers.ts';
import { lockOpportunity, type Opportunity, putAwsSummary } from '../store/repositories/opportunities.ts';
import { findSnapshotJobsOf, markSnapshotJobRun } from '../store/repositories/snapshots.ts';
import { changeOpportunity } from './change-opportunity.ts';
import { takeSnapshot } from './take-snapshot.ts';
import type { Work } from './work.ts';

/**
 * AWS changes its side of a partner's opportunity: the opportunity counts as updated, and every running job whose view
 * shows AWS's side takes a snapshot, the partner's jobs and AWS's own. Answers the opportunity.
 */
export const updateAwsSide = async (
  work: Work,
  opportunity: Opportunity,
  side: AwsSummaryDocument,
): Promise<Opportunity> => {
  const { tx, now, services } = work;
  await putAwsSummary(tx, opportunity.catalog, opportunity.id, side);
  const updated = await changeOpportunity(work, opportunity, opportunity.document);
  await recordEvents(tx, services, now, [...updated.announcements, ...(await runAwsJobs(work, opportunity))]);
  return updated.opportunity;
};

/** Of an opportunity that AWS referred, AWS has a copy of its own, which its jobs follow. */
const runAwsJobs = async (work: Work, { catalog, id }: Opportunity) => {
  const own = await lockOpportunity(work.tx, catalog, AWS_ACCOUNT, id);
  if (!own) return [];
  const jobs = await findSnapshotJobsOf(work.tx, catalog, AWS_ACCOUNT, id);
  const announcements = [];
  for (const job of jobs) {
    if (job.status !== 'Running' || job.template !== AWS_OPPORTUNITY_SUMMARY_FULL_VIEW) continue;
    announcements.push(...(await takeSnapshot(work, job, own)).announcements);
    await markSnapshotJobRun(work.tx, job, work.now);
  }
  return announcements;
};
