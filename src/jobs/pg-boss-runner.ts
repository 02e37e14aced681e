import type { JobWithMetadata, PgBoss } from 'pg-boss';

export interface RunnerOptions<Data> {
  boss: PgBoss;
  /** The name of pg-boss's queue. */
  name: string;
  /** Jobs that run at once on this node. */
  concurrency: number;
  /** Runs a job, and throws where it is to be run again later. */
  run(job: JobWithMetadata<Data>): Promise<void>;
  /** What becomes of jobs that are done: they are gone, or kept to be read. */
  whenDone: 'delete' | 'keep';
  /** Told of what fails beside the jobs themselves. It is tried again. */
  onError(error: unknown): void;
}

/** What became of a job that ran. */
interface Outcome<Data> {
  job: JobWithMetadata<Data>;
  /** Why it is to run again. */
  failure?: { message: string };
}

/** Runs the jobs of one queue on this node. */
export interface Runner {
  readonly hasRoom: boolean;
  /** Looks for work now: somebody said that there is some. */
  wake(): void;
  /** Takes no further job, waits for those that run, and writes down what became of them. */
  stop(): Promise<void>;
}

/** Milliseconds between looks for work that nobody told of: after a node died, or a run failed. */
const POLL_INTERVAL = 1_000;
/** Milliseconds between signs of life: well below `HEARTBEAT_SECONDS` of pg-boss.ts. */
const SIGN_OF_LIFE_INTERVAL = 3_000;

/**
 * pg-boss's own workers wake up one by one and each fetch for itself. This one fetches for all free places with one
 * statement, runs each job on its own, and writes down what is done with one statement for many.
 * A job is in hand, and gives signs of life, until what became of it is written down.
 */
export const createRunner = <Data>({
  boss,
  name,
  concurrency,
  run,
  whenDone,
  onError,
}: RunnerOptions<Data>): Runner => {
  const inHand = new Map<string, JobWithMetadata<Data>>();
  const running = new Set<Promise<void>>();
  /** Not written down yet. */
  let outcomes: Outcome<Data>[] = [];
  let fetching: Promise<void> | undefined;
  let settling: Promise<void> | undefined;
  let askedAgain = false;
  let stopped = false;

  const wake = (): void => {
    if (stopped || running.size >= concurrency) return;
    askedAgain = fetching !== undefined;
    fetching ??= fetch()
      .catch(onError)
      .finally(() => {
        fetching = undefined;
        if (askedAgain) wake();
      });
  };

  const fetch = async (): Promise<void> => {
    const places = concurrency - running.size;
    const jobs = await boss.fetch<Data>(name, { batchSize: places, includeMetadata: true });
    for (const job of jobs) {
      inHand.set(job.id, job);
      const outcome = runOne(job).finally(() => {
        running.delete(outcome);
        void settle();
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

  /** Writes outcomes down. What cannot be, while the database is gone, is tried again with the next poll. */
  const settle = (): Promise<void> => {
    settling ??= (async () => {
      while (outcomes.length > 0) {
        const batch = outcomes;
        outcomes = [];
        try {
          await writeDown(batch);
        } catch (error) {
          onError(error);
          outcomes.push(...batch.filter(({ job }) => inHand.get(job.id) === job));
          return;
        }
      }
    })().finally(() => {
      settling = undefined;
    });
    return settling;
  };

  /** Each counts only for the attempt that it came from: another node may have the job by now. */
  const writeDown = async (batch: Outcome<Data>[]): Promise<void> => {
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

  /** Only the same attempt: the next one may be in hand by now. */
  const release = (jobs: JobWithMetadata<Data>[]): void => {
    for (const job of jobs) if (inHand.get(job.id) === job) inHand.delete(job.id);
  };

  const polling = setInterval(() => {
    void settle();
    wake();
  }, POLL_INTERVAL).unref();
  const living = setInterval(() => {
    if (inHand.size > 0) boss.touch(name, [...inHand.values()]).catch(onError);
  }, SIGN_OF_LIFE_INTERVAL).unref();
  wake();

  return {
    get hasRoom() {
      return !stopped && running.size < concurrency;
    },
    wake,
    stop: async () => {
      stopped = true;
      clearInterval(polling);
      await fetching;
      await Promise.all(running);
      await settle();
      clearInterval(living);
    },
  };
};
