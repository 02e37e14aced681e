import type { JobPayloads, Jobs } from '../jobs/jobs.ts';
import type { Timestamp } from '../model/contract.ts';
import { findPendingExpiries } from '../store/repositories/invitations.ts';
import { findPlannedReviews } from '../store/repositories/planned-reviews.ts';
import { findUnfinishedTasks } from '../store/repositories/tasks.ts';
import type { Queries } from '../store/tables.ts';

/** What is still to be done in a state, each by a job. */
export interface Unfinished {
  tasks: JobPayloads['run-task'][];
  expiries: (JobPayloads['expire-invitation'] & { expiration_date: Timestamp })[];
  reviews: (JobPayloads['review-opportunity'] & { at: Timestamp })[];
}

/** Finds what is unfinished; reads all tasks, invitations and planned reviews. */
export const findUnfinished = async (db: Queries): Promise<Unfinished> => ({
  tasks: await findUnfinishedTasks(db),
  expiries: await findPendingExpiries(db),
  reviews: await findPlannedReviews(db),
});

/** Enqueues a job for each; for a state whose jobs are in another queue, or in none. */
export const enqueueUnfinished = async (
  tx: Queries,
  jobs: Pick<Jobs, 'enqueue'>,
  { tasks, expiries, reviews }: Unfinished,
): Promise<void> => {
  for (const { catalog, id } of tasks) await jobs.enqueue(tx, 'run-task', { catalog, id });
  for (const { catalog, id, expiration_date } of expiries) {
    await jobs.enqueue(tx, 'expire-invitation', { catalog, id }, expiration_date);
  }
  for (const { catalog, account, id, at } of reviews) {
    await jobs.enqueue(tx, 'review-opportunity', { catalog, account, id }, at);
  }
};
