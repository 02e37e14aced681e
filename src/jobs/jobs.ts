import type { AccountId, Catalog, Timestamp } from '../model/contract.ts';
import type { Queries } from '../store/tables.ts';

/** What can be run later, and what it is told. */
export interface JobPayloads {
  /** Runs the steps of a task that are left. */
  'run-task': { catalog: Catalog; id: string };
  /** Ends an invitation that nobody answered in time. */
  'expire-invitation': { catalog: Catalog; id: string };
  /** AWS decides a review, as the standing policy said when the opportunity was submitted. */
  'review-opportunity': { catalog: Catalog; account: AccountId; id: string };
}

export type Queue = keyof JobPayloads;

export interface JobHandler<Payload> {
  /** May be called twice for one job, even at once: its effect must happen once. Throws to be called again later. */
  run(payload: Payload): Promise<void>;
  /** Called instead, once, when `run` has thrown too often. */
  giveUp(payload: Payload, error: unknown): Promise<void>;
}

export type JobHandlers = { readonly [Q in Queue]: JobHandler<JobPayloads[Q]> };

/**
 * "Run this later, at least once." A job is kept in the transaction that asks for it, so that it exists exactly when
 * what it works on exists, and survives the end of the process.
 */
export interface Jobs {
  /** Asks for a job, as part of the transaction `tx`; it runs once that is durable, and not before `runAt`. */
  enqueue<Q extends Queue>(tx: Queries, queue: Q, payload: JobPayloads[Q], runAt?: Timestamp): Promise<void>;
  /** How many jobs are due by now or run, by their queues; those of no queue are left out. Those of all nodes. */
  due(): Promise<{ queue: string; count: number }[]>;
  /** Forgets all jobs that do not run yet, as part of the transaction `tx`. Those that run meanwhile go on. */
  clear(tx: Queries): Promise<void>;
  /** Begins to run jobs, those left over from an earlier process among them. */
  start(handlers: JobHandlers): void;
  /** Takes no further job and waits for those that run. */
  stop(): Promise<void>;
}
