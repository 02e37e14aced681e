import type { JobRow, Outcome } from './table.ts';

/** Maximum number of outcomes written in one transaction. */
const BATCH_SIZE = 200;

/**
 * The jobs that a queue holds in memory. A job is in hand from when it is taken until its outcome is written; meanwhile it
 * is not taken again. Jobs start in the order in which they were taken.
 */
export interface Memory {
  /** Takes a job, unless it is in hand. */
  take(job: JobRow): void;
  /** Takes a new job. If the table has earlier jobs, or memory is full, the job is fetched later instead. */
  offer(job: JobRow): void;
  /** Returns the next job to run, unless there is none or the concurrency limit is reached. It runs until `end`. */
  begin(): JobRow | undefined;
  end(outcome: Outcome): void;
  /** Returns the next batch of outcomes to write. */
  unsettled(): Outcome[];
  /** Releases jobs whose outcomes are written. `outcomes` are the first of `unsettled`. */
  settled(outcomes: readonly Outcome[]): void;
  /** Whether to write outcomes now: a full batch, or fewer if few jobs are ready. */
  readonly hasToSettle: boolean;
  /** Whether the table may have due jobs and there is capacity for them. */
  readonly hasToFetch: boolean;
  /** Notes that the table may have due jobs. */
  lookAgain(): void;
  /** Returns the maximum number of jobs to fetch. Until `endFetch`, new jobs wait behind the fetched ones. */
  beginFetch(): number;
  /** Takes the fetched jobs; undefined if the fetch failed. Returns whether the table is known to have no more. */
  endFetch(due: readonly JobRow[] | undefined): boolean;
}

/** @param concurrency maximum number of running jobs. Up to four times as many wait in memory. */
export const createMemory = (concurrency: number): Memory => {
  const readyLimit = concurrency * 4;
  const inHand = new Set<string>();
  /** In hand, not started. */
  const ready: JobRow[] = [];
  let running = 0;
  /** Of jobs in hand that have run. */
  const outcomes: Outcome[] = [];
  /** Whether the table may have due jobs that are not in hand. New jobs then queue behind them. */
  let tableHasMore = true;
  /** New jobs that were offered during a fetch. */
  let arrived: JobRow[] | undefined;

  const take = (job: JobRow): void => {
    if (inHand.has(job.id)) return;
    inHand.add(job.id);
    ready.push(job);
  };
  const offer = (job: JobRow): void => {
    if (arrived) arrived.push(job);
    else if (!tableHasMore && ready.length < readyLimit) take(job);
    else tableHasMore = true;
  };

  return {
    take,
    offer,
    begin: () => {
      if (running >= concurrency) return undefined;
      const job = ready.shift();
      if (job) running += 1;
      return job;
    },
    end: (outcome) => {
      running -= 1;
      outcomes.push(outcome);
    },
    unsettled: () => outcomes.slice(0, BATCH_SIZE),
    settled: (written) => {
      outcomes.splice(0, written.length);
      for (const { id } of written) inHand.delete(id);
    },
    get hasToSettle() {
      return outcomes.length >= BATCH_SIZE || (outcomes.length > 0 && ready.length < concurrency);
    },
    get hasToFetch() {
      return tableHasMore && ready.length < concurrency;
    },
    lookAgain: () => {
      tableHasMore = true;
    },
    beginFetch: () => {
      // A new job that finds no capacity from here on sets it again, which causes another fetch.
      tableHasMore = false;
      arrived = [];
      return readyLimit;
    },
    endFetch: (due) => {
      for (const job of due ?? []) take(job);
      tableHasMore ||= due === undefined || due.length === readyLimit;
      const waiting = arrived ?? [];
      arrived = undefined;
      for (const job of waiting) offer(job);
      return !tableHasMore;
    },
  };
};
