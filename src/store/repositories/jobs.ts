import type { Timestamp } from '../../model/contract.ts';
import { prepare } from '../prepared.ts';
import type { JobRows, Queries } from '../tables.ts';

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
