import type { Announcement } from '../../events/record.ts';
import { isUniqueViolation } from '../../kit/sql/errors.ts';
import type { Opportunity } from '../../store/repositories/opportunities.ts';
import {
  insertSnapshotJob,
  markSnapshotJobFailed,
  markSnapshotJobRun,
  setSnapshotJobStatus,
} from '../../store/repositories/snapshots.ts';
import type { ResourceSnapshotJobs } from '../../store/tables/resource-snapshot-jobs.ts';
import { StepFailure, type Work } from '../work.ts';
import { countRun } from './count-run.ts';
import { findJobRole, forbiddenBecause, unusableBecause } from './job-role.ts';
import { takeSnapshot } from './take-snapshot.ts';

/** Returns a new, stopped snapshot job for an opportunity in an engagement. Does not store it. */
export const newSnapshotJob = (
  { now, services }: Work,
  opportunity: Opportunity,
  engagement: string,
  template: string,
): ResourceSnapshotJobs => ({
  catalog: opportunity.catalog,
  id: services.ids.snapshotJob(),
  account_id: opportunity.account_id,
  engagement_id: engagement,
  resource_type: 'Opportunity',
  resource_id: opportunity.id,
  template,
  status: 'Stopped',
  created_at: now,
  last_success_at: '',
  last_failure: '',
});

/**
 * Starts a snapshot job that follows an opportunity in an engagement: the last step of the tasks that share one. The first
 * snapshot is taken with the caller's rights, whatever the snapshot job's role; the job notes if its role would not have
 * sufficed. Returns the job's id and the events to record. Throws `StepFailure`.
 */
export const startSnapshotJob = async (
  work: Work,
  opportunity: Opportunity,
  engagement: string,
  template: string,
): Promise<{ jobId: string; announcements: Announcement[] }> => {
  const stopped = newSnapshotJob(work, opportunity, engagement, template);
  const problem = await findRoleProblem(work, opportunity, stopped);
  const job: ResourceSnapshotJobs = {
    ...stopped,
    status: 'Running',
    ...(problem ? { last_failure: problem } : { last_success_at: work.now }),
  };
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
  countRun(work, problem);
  return { jobId: job.id, announcements };
};

/** Restarts a stopped snapshot job. Returns its id and the events to record. Throws `StepFailure`. */
export const restartSnapshotJob = async (
  work: Work,
  opportunity: Opportunity,
  job: ResourceSnapshotJobs,
): Promise<{ jobId: string; announcements: Announcement[] }> => {
  if (job.status === 'Running') return { jobId: job.id, announcements: [] };
  const problem = await findRoleProblem(work, opportunity, job);
  await setSnapshotJobStatus(work.tx, job, 'Running');
  const { announcements } = await takeSnapshot(work, job, opportunity);
  if (problem) await markSnapshotJobFailed(work.tx, job, problem);
  else await markSnapshotJobRun(work.tx, job, work.now);
  countRun(work, problem);
  return { jobId: job.id, announcements };
};

/**
 * Returns why the snapshot job cannot take snapshots: the account's settings name no role, or the role may not, which the
 * account can fix at any time. Throws `StepFailure` if they name a role that the snapshot job cannot use at all.
 */
const findRoleProblem = async (work: Work, opportunity: Opportunity, job: ResourceSnapshotJobs) => {
  const role = await findJobRole(work, opportunity);
  const problem = unusableBecause(work, role, job);
  if (problem && role.arn) throw new StepFailure('ResourceSnapshotJobValidationFailed', problem);
  return problem ?? (await forbiddenBecause(work, role, job, opportunity));
};

type Conflict = 'ResourceSnapshotJobConflict' | 'ResourceSnapshotConflict';

const orFail = async <T>(reasonCode: Conflict, message: string, write: () => Promise<T>): Promise<T> => {
  try {
    return await write();
  } catch (error) {
    throw isUniqueViolation(error) ? new StepFailure(reasonCode, message) : error;
  }
};
