import type { Announcement } from '../events/record.ts';
import { isUniqueViolation } from '../store/dialects/errors.ts';
import type { Opportunity } from '../store/repositories/opportunities.ts';
import { findSnapshotJobRole } from '../store/repositories/settings.ts';
import {
  insertSnapshotJob,
  markSnapshotJobRun,
  setSnapshotJobStatus,
} from '../store/repositories/snapshots.ts';
import type { ResourceSnapshotJobs } from '../store/tables.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { StepFailure, type Work } from './work.ts';

/** A new snapshot job for an opportunity in an engagement. Nothing is kept yet. */
export const newSnapshotJob = (
  { now, services }: Work,
  opportunity: Opportunity,
  engagement: string,
  template: string,
  status: ResourceSnapshotJobs['status'],
): ResourceSnapshotJobs => ({
  catalog: opportunity.catalog,
  id: services.ids.snapshotJob(),
  account_id: opportunity.account_id,
  engagement_id: engagement,
  resource_type: 'Opportunity',
  resource_id: opportunity.id,
  template,
  status,
  created_at: now,
  last_success_at: status === 'Running' ? now : '',
  last_failure: '',
});

/**
 * The last step of the tasks that share an opportunity: a job begins to follow it in an engagement, and takes its first
 * snapshot. Answers the job's id and what to announce. Throws `StepFailure`.
 */
export const startSnapshotJob = async (
  work: Work,
  opportunity: Opportunity,
  engagement: string,
  template: string,
): Promise<{ jobId: string; announcements: Announcement[] }> => {
  await requireUsableRole(work, opportunity);
  const job = newSnapshotJob(work, opportunity, engagement, template, 'Running');
  await orFail(
    'ResourceSnapshotJobConflict',
    'A snapshot job follows the opportunity in this engagement already. There is nothing left to do.',
    () => insertSnapshotJob(work.tx, job),
  );
  const { announcements } = await orFail(
    'ResourceSnapshotConflict',
    'Another snapshot of the opportunity was taken at the same moment. Start again with another client token.',
    () => takeSnapshot(work, job, opportunity),
  );
  return { jobId: job.id, announcements };
};

/** A job that is there already follows its opportunity from now on, if it does not yet. Throws `StepFailure`. */
export const restartSnapshotJob = async (
  work: Work,
  opportunity: Opportunity,
  job: ResourceSnapshotJobs,
): Promise<{ jobId: string; announcements: Announcement[] }> => {
  if (job.status === 'Running') return { jobId: job.id, announcements: [] };
  await requireUsableRole(work, opportunity);
  await setSnapshotJobStatus(work.tx, job, 'Running');
  const { announcements } = await takeSnapshot(work, job, opportunity);
  await markSnapshotJobRun(work.tx, job, work.now);
  return { jobId: job.id, announcements };
};

/** The role that the account's settings name has to be one of its own. AWS API reference, PutSellingSystemSettings. */
const requireUsableRole = async ({ tx }: Work, { catalog, account_id }: Opportunity): Promise<void> => {
  const role = await findSnapshotJobRole(tx, catalog, account_id);
  if (!role || role.startsWith(`arn:aws:iam::${account_id}:`)) return;
  throw new StepFailure(
    'ResourceSnapshotJobValidationFailed',
    'The role in the selling system settings is of another account. Name one of your own with PutSellingSystemSettings.',
  );
};

type Conflict = 'ResourceSnapshotJobConflict' | 'ResourceSnapshotConflict';

const orFail = async <T>(reasonCode: Conflict, message: string, write: () => Promise<T>): Promise<T> => {
  try {
    return await write();
  } catch (error) {
    throw isUniqueViolation(error) ? new StepFailure(reasonCode, message) : error;
  }
};
