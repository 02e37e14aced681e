import { plusMilliseconds } from '../../kit/flow/clock.ts';
import type { Timestamp } from '../../model/contract.ts';
import { prepare } from '../prepare.ts';
import type { JobRows } from '../tables/jobs.ts';
import type { Queries } from '../tables.ts';

export const insertJob = async (db: Queries, job: JobRows): Promise<void> => {
  await insert.run(db, job);
};

const insert = prepare((db, job: JobRows) => db.insertInto('jobs').values(job));

/** Jobs that are due, the longest due first. */
export const findDueJobs = async (db: Queries, now: Timestamp, limit: number): Promise<JobRows[]> =>
  db
    .selectFrom('jobs')
    .selectAll()
    .where('run_at', '<=', now)
    .orderBy('run_at')
    .orderBy('id')
    .limit(limit)
    .execute();

/** When the next job after `now` is due. */
export const findNextRun = async (db: Queries, now: Timestamp): Promise<Timestamp | undefined> => {
  const row = await db
    .selectFrom('jobs')
    .select('run_at')
    .where('run_at', '>', now)
    .orderBy('run_at')
    .limit(1)
    .executeTakeFirst();
  return row?.run_at;
};

export const deleteJobs = async (db: Queries, ids: string[]): Promise<void> => {
  await db.deleteFrom('jobs').where('id', 'in', ids).execute();
};

export const postponeJob = async (
  db: Queries,
  id: string,
  runAt: Timestamp,
  attempts: number,
): Promise<void> => {
  await db.updateTable('jobs').set({ run_at: runAt, attempts }).where('id', '=', id).execute();
};

/** How many jobs are due, by their queues; those that run are among them. */
export const countDueJobs = async (
  db: Queries,
  now: Timestamp,
): Promise<{ queue: string; count: number }[]> => {
  const rows = await db
    .selectFrom('jobs')
    .select(['queue', (count) => count.fn.countAll().as('count')])
    .where('run_at', '<=', now)
    .groupBy('queue')
    .orderBy('queue')
    .execute();
  return rows.map(({ queue, count }) => ({ queue, count: Number(count) }));
};

export const deleteAllJobs = async (db: Queries): Promise<void> => {
  await db.deleteFrom('jobs').execute();
};

/**
 * What was due at `before` stays due at `now`, to which the clock was set back; and jobs that failed are not kept waiting
 * for longer than the longest delay between runs, in milliseconds.
 */
export const keepDue = async (
  db: Queries,
  now: Timestamp,
  before: Timestamp,
  longestDelay: number,
): Promise<void> => {
  await db
    .updateTable('jobs')
    .set({ run_at: now })
    .where('run_at', '>', now)
    .where((job) =>
      job.or([
        job('run_at', '<=', before),
        job.and([job('attempts', '>', 0), job('run_at', '<=', plusMilliseconds(before, longestDelay))]),
      ]),
    )
    .execute();
};
