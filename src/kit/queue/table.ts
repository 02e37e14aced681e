import type { Timestamp } from '../flow/clock.ts';

/** A job as the table has it. */
export interface JobRow {
  id: string;
  queue: string;
  /** JSON. */
  payload: string;
  /** When it is to run; after a failed run, when it is to run again. */
  run_at: Timestamp;
  /** How often it was run without success. */
  attempts: number;
}

/** What became of a run: the job is done, or is to run again, as `job` says, after `delayMs` of real time. */
export type Outcome = { id: string; job?: undefined } | { id: string; job: JobRow; delayMs: number };

/** The table that keeps the jobs of a queue in process. Nobody else writes it. `Tx` is a transaction of its database. */
export interface JobTable<Tx> {
  insert(tx: Tx, job: JobRow): Promise<void>;
  /** Up to `limit` jobs that are due at `now`, by `run_at` and then by id. */
  findDue(now: Timestamp, limit: number): Promise<JobRow[]>;
  /** When the first job after `now` is due. */
  findNextRun(now: Timestamp): Promise<Timestamp | undefined>;
  /** Deletes jobs that are done, and postpones those that are to run again, all in one transaction. */
  settle(outcomes: readonly Outcome[]): Promise<void>;
  /**
   * After the clock was set back from `before` to `now`: what was due stays due, and jobs that failed do not wait for
   * longer than `longestDelayMs`.
   */
  keepDue(now: Timestamp, before: Timestamp, longestDelayMs: number): Promise<void>;
  countDue(now: Timestamp): Promise<{ queue: string; count: number }[]>;
  deleteAll(tx: Tx): Promise<void>;
}
