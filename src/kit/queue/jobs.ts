import type { Clock, Timestamp } from '../flow/clock.ts';

/** What code that enqueues a job needs to know of its kind: its name, which is that of its queue, and the payload's type. */
export interface JobName<Payload> {
  readonly name: string;
  /** Never set: only carries the type. */
  readonly payload?: Payload;
}

export const jobName = <Payload>(name: string): JobName<Payload> => ({ name });

export interface JobHandler<Payload> {
  /** May be called twice for one job, even concurrently, so it must be idempotent. Throws to be retried later. `cause` is the `traceparent` of what enqueued it, if that was traced. */
  run(payload: Payload, cause?: string): Promise<void>;
  /** Called when `run` has failed `attempts` times; retried until it succeeds. */
  giveUp(payload: Payload, error: unknown): Promise<void>;
  /**
   * Whether its jobs wait for a time of the clock; `run` must then check that it has come. Default false: a job is due when
   * it is enqueued, so after a restart it is due even if the clock was set back meanwhile.
   */
  readonly isTimed?: boolean | undefined;
}

/** Handlers by queue name. */
export type JobHandlers = Readonly<Record<string, JobHandler<unknown>>>;

/** Returns the handler of a queue. Throws an Error if there is none, e.g. because a later version created the queue. */
export const handlerOf = (handlers: JobHandlers, queue: string): JobHandler<unknown> => {
  const handler = handlers[queue];
  if (!handler) throw new Error(`No handler runs jobs of the queue ${queue}.`);
  return handler;
};

/** Returns the queues whose jobs wait for a time of the clock. */
export const timedQueues = (handlers: JobHandlers): string[] =>
  Object.keys(handlers).filter((queue) => handlers[queue]?.isTimed);

/** A run that failed. */
export interface FailedRun {
  queue: string;
  /** JSON. */
  payload: string;
  /** Number of runs so far. */
  attempts: number;
  /** Whether the job will not be retried. */
  givenUp: boolean;
}

/** Options that every kind of queue takes. `Tx` is a transaction of the database that stores the jobs. */
export interface QueueOptions<Tx> {
  clock: Clock;
  /** Calls `hook` once `tx` is durable; never if it is rolled back. */
  afterCommit(tx: Tx, hook: () => void): void;
  /** Called after each failed run, and for errors of the queue itself, with `ofQueue`. */
  onError(error: unknown, run: FailedRun): void;
  /**
   * Returns the key, such as an account, whose turn a job takes; undefined if none. Keys with jobs take turns, so that one
   * with a backlog does not delay the others. Default undefined for all.
   */
  keyOf?(queue: string, payload: unknown): string | undefined;
  /** Maximum number of jobs that run concurrently in this process. Default 64. */
  concurrency?: number;
  /** Runs of a failing job before it is given up. Default 10. */
  attempts?: number;
}

/** The due jobs of a queue. */
export interface Backlog {
  queue: string;
  count: number;
  oldestSeconds: number;
}

/**
 * "Run this later, at least once." A job is stored in the transaction that enqueues it, so it exists if and only if the
 * transaction commits, and it survives a crash.
 */
export interface Jobs<Tx> {
  /** Enqueues a job in the transaction `tx`. It runs once `tx` is durable, and not before `runAt`. */
  enqueue<Payload>(
    tx: Tx,
    kind: JobName<Payload>,
    payload: NoInfer<Payload>,
    runAt?: Timestamp,
  ): Promise<void>;
  /** Counts jobs that are due or running, on all nodes, by queue; omits queues without one. */
  due(): Promise<{ queue: string; count: number }[]>;
  /**
   * Tells, by queue, how many jobs are due or running, on all nodes, and how long the oldest has been due, by the queue's
   * clock. Looks at no more than `most` of the oldest jobs.
   */
  backlog(most: number): Promise<Backlog[]>;
  /** Deletes all jobs that are not running, in the transaction `tx`. Running jobs continue. */
  clear(tx: Tx): Promise<void>;
  /**
   * Deletes up to `most` of the jobs that were given up, and kept for the operator, before a time of the queue's clock.
   * Returns how many. A queue that keeps none deletes none.
   */
  deleteGivenUp(before: Timestamp, most: number): Promise<number>;
  /** Starts to run jobs, including those of an earlier process. */
  start(handlers: JobHandlers): void;
  /** Takes no further jobs and waits for the running ones. */
  stop(): Promise<void>;
}

/** Stands for the run in calls of `onError` that report an error of the queue itself. */
export const ofQueue: FailedRun = { queue: 'jobs', payload: '', attempts: 0, givenUp: false };
