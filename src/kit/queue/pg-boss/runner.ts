import type { JobWithMetadata, PgBoss } from 'pg-boss';
import { oneAtATime } from '../../flow/one-at-a-time.ts';
import { clearInterval, setInterval } from '../../flow/real-time.ts';
import { sleep } from '../../flow/sleep.ts';

export interface RunnerOptions<Data> {
  boss: PgBoss;
  /** The name of the pg-boss queue. */
  name: string;
  /** Maximum number of jobs that run concurrently on this node. */
  concurrency: number;
  /** Runs a job. Throws if the job is to be retried. */
  run(job: JobWithMetadata<Data>): Promise<void>;
  /** Whether completed jobs are deleted, or kept to be read. */
  whenDone: 'delete' | 'keep';
  /** Called with errors that do not come from a job. The failed call is retried. */
  onError(error: unknown): void;
}

interface Outcome<Data> {
  job: JobWithMetadata<Data>;
  /** Why the job is to be retried. */
  failure?: { message: string };
}

/** Runs the jobs of one queue on this node. */
export interface Runner {
  readonly hasCapacity: boolean;
  /** Fetches jobs now, because some were announced. */
  wake(): void;
  /** Takes no further jobs, waits for the running ones, and writes their outcomes. */
  stop(): Promise<void>;
}

/** The interval of polls for jobs that were not announced: after a node died, or a run failed. */
const POLL_INTERVAL_MS = 1_000;
/** While jobs run, for how long further ones, and outcomes, are gathered: each statement about them costs as much as many of ours. */
const GATHERING_MS = 4;
/** Well below `HEARTBEAT_SECONDS` (database.ts). */
const HEARTBEAT_INTERVAL_MS = 3_000;

/**
 * pg-boss's own workers wake up one by one and fetch one by one. This runner fetches up to its free capacity with one
 * statement and writes many outcomes with one statement.
 * A job is in hand, and has heartbeats, until its outcome is written.
 */
export const createRunner = <Data>(options: RunnerOptions<Data>): Runner => {
  const { boss, name, concurrency, run, whenDone, onError } = options;
  const inHand = new Map<string, JobWithMetadata<Data>>();
  const running = new Set<Promise<void>>();
  /** Not yet written. */
  let outcomes: Outcome<Data>[] = [];
  let stopped = false;

  const hasCapacity = (): boolean => !stopped && running.size < concurrency;
  const wake = (): void => {
    if (hasCapacity()) void fetching.run();
  };
  const gather = async (): Promise<void> => {
    if (running.size > 0) await sleep(GATHERING_MS);
  };
  const fetching = oneAtATime(async () => {
    await gather();
    if (hasCapacity()) await fetch().catch(onError);
  });
  const fetch = async (): Promise<void> => {
    const places = concurrency - running.size;
    const jobs = await boss.fetch<Data>(name, { batchSize: places, includeMetadata: true });
    for (const job of jobs) {
      inHand.set(job.id, job);
      const outcome = runOne(job).finally(() => {
        running.delete(outcome);
        void settling.run();
        if (jobs.length === places) wake();
      });
      running.add(outcome);
    }
  };

  const runOne = async (job: JobWithMetadata<Data>): Promise<void> => {
    try {
      await run(job);
      outcomes.push({ job });
    } catch (error) {
      outcomes.push({ job, failure: { message: String(error) } });
    }
  };

  /** Outcomes that cannot be written, because the database is down, are retried with the next poll. */
  const settling = oneAtATime(async () => {
    await gather();
    if (outcomes.length === 0) return;
    const batch = outcomes;
    outcomes = [];
    try {
      await write(batch);
    } catch (error) {
      onError(error);
      outcomes.push(...batch.filter(({ job }) => inHand.get(job.id) === job));
    }
  });

  /** An outcome applies only to its own attempt: another node may have the job by now. */
  const write = async (batch: Outcome<Data>[]): Promise<void> => {
    const done = batch.filter(({ failure }) => failure === undefined).map(({ job }) => job);
    if (done.length > 0) {
      await (whenDone === 'delete' ? boss.deleteJob(name, done) : boss.complete(name, done));
      release(done);
    }
    for (const { job, failure } of batch) {
      if (failure === undefined) continue;
      await boss.fail(name, job, failure);
      release([job]);
    }
  };

  /** Releases only the same attempt: the next one may be in hand by now. */
  const release = (jobs: JobWithMetadata<Data>[]): void => {
    for (const job of jobs) if (inHand.get(job.id) === job) inHand.delete(job.id);
  };

  const polls = setInterval(() => {
    void settling.run();
    wake();
  }, POLL_INTERVAL_MS).unref();
  const heartbeats = setInterval(() => {
    if (inHand.size > 0) boss.touch(name, [...inHand.values()]).catch(onError);
  }, HEARTBEAT_INTERVAL_MS).unref();
  wake();

  return {
    get hasCapacity() {
      return hasCapacity();
    },
    wake,
    stop: async () => {
      stopped = true;
      clearInterval(polls);
      await fetching.ended();
      await Promise.all(running);
      await settling.run();
      clearInterval(heartbeats);
    },
  };
};
