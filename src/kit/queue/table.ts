import type { Timestamp } from '../flow/clock.ts';

/** A row of the table of jobs. */
export interface JobRow {
  id: string;
  queue: string;
  /** JSON. */
  payload: string;
  /** When the job is due; after a failed run, when it is to be retried. */
  run_at: Timestamp;
  /** Number of failed runs. */
  attempts: number;
  /** The `traceparent` of what enqueued it; empty if that was not traced. */
  trace?: string;
}

/** The outcome of a run: the job is done, or is to be retried as `job` after `delayMs` of real time. */
export type Outcome = { id: string; job?: undefined } | { id: string; job: JobRow; delayMs: number };

/** The table of an embedded queue, its only writer. `Tx` is a transaction of its database. */
export interface JobTable<Tx> {
  insert(tx: Tx, job: JobRow): Promise<void>;
  /** Returns up to `limit` jobs that are due at `now`, ordered by `run_at`, then by id. */
  findDue(now: Timestamp, limit: number): Promise<JobRow[]>;
  /** Returns when the first job after `now` is due. */
  findNextRun(now: Timestamp): Promise<Timestamp | undefined>;
  /** Deletes jobs that are done and reschedules those to be retried, in one transaction. */
  settle(outcomes: readonly Outcome[]): Promise<void>;
  /**
   * Called after the clock was set back from `before` to `now`. Due jobs stay due, and failed jobs wait no longer than
   * `longestDelayMs`.
   */
  keepDue(now: Timestamp, before: Timestamp, longestDelayMs: number): Promise<void>;
  /**
   * Called at start-up. Makes later jobs due at `now`, except those of the queues `timed` that have not failed: nothing but
   * the back-off of an earlier process makes them wait, or the clock, which was set back.
   */
  makeDue(now: Timestamp, timed: readonly string[]): Promise<void>;
  countDue(now: Timestamp): Promise<{ queue: string; count: number }[]>;
  /** Counts the `most` oldest of the due jobs by queue, and finds the time of the oldest. */
  findBacklog(now: Timestamp, most: number): Promise<{ queue: string; count: number; oldest: Timestamp }[]>;
  deleteAll(tx: Tx): Promise<void>;
}
