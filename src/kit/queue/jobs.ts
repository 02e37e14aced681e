import type { Clock, Timestamp } from '../flow/clock.ts';

/** A kind of job, as code that asks for one knows it: its name, which is that of its queue, and its payload's type. */
export interface JobName<Payload> {
  readonly name: string;
  /** Never set: it carries the type. */
  readonly payload?: Payload;
}

export const jobName = <Payload>(name: string): JobName<Payload> => ({ name });

export interface JobHandler<Payload> {
  /** May be called twice for one job, even at once: its effect must happen once. Throws to be called again later. */
  run(payload: Payload): Promise<void>;
  /** Called instead, once, when `run` has thrown too often. */
  giveUp(payload: Payload, error: unknown): Promise<void>;
}

/** The handlers by the names of their queues. */
export type JobHandlers = Readonly<Record<string, JobHandler<unknown>>>;

/** The handler of a queue. Throws an Error if there is none, as for a queue of a later version. */
export const handlerOf = (handlers: JobHandlers, queue: string): JobHandler<unknown> => {
  const handler = handlers[queue];
  if (!handler) throw new Error(`No handler runs jobs of the queue ${queue}.`);
  return handler;
};

/** A run that failed. */
export interface FailedRun {
  queue: string;
  /** JSON. */
  payload: string;
  /** How often the job was run by now. */
  attempts: number;
  /** Whether it is not run again. */
  givenUp: boolean;
}

/** What a queue is told, whichever keeps its jobs. `Tx` is a transaction of the database that the jobs are kept in. */
export interface QueueOptions<Tx> {
  clock: Clock;
  /** Calls `hook` once the transaction `tx` is durable; never if it is rolled back. */
  afterCommit(tx: Tx, hook: () => void): void;
  /** Told of each failed run, and of failures of the queue itself, of which nothing but `queue` is known. */
  onError(error: unknown, run: FailedRun): void;
  /** Jobs that run at once in this process. Default 64. */
  concurrency?: number;
  /** How often a failing job is run before it is given up. Default 10. */
  attempts?: number;
}

/**
 * "Run this later, at least once." A job is kept in the transaction that asks for it, so that it exists exactly if
 * what it works on exists, and survives the end of the process.
 */
export interface Jobs<Tx> {
  /** Asks for a job, as part of the transaction `tx`; it runs once that is durable, and not before `runAt`. */
  enqueue<Payload>(
    tx: Tx,
    kind: JobName<Payload>,
    payload: NoInfer<Payload>,
    runAt?: Timestamp,
  ): Promise<void>;
  /** The number of jobs that are due or run, on all nodes, by queue; queues without one are left out. */
  due(): Promise<{ queue: string; count: number }[]>;
  /** Deletes all jobs that do not run yet, as part of the transaction `tx`. Those that run meanwhile go on. */
  clear(tx: Tx): Promise<void>;
  /** Begins to run jobs, those left over from an earlier process among them. */
  start(handlers: JobHandlers): void;
  /** Takes no further job and waits for those that run. */
  stop(): Promise<void>;
}

/** What `onError` is told of a failure of the queue itself. */
export const ofQueue: FailedRun = { queue: 'jobs', payload: '', attempts: 0, givenUp: false };
