import type { JobRow, Outcome } from './table.ts';

/** Outcomes that are written in one transaction. */
const BATCH_SIZE = 200;

/**
 * The jobs that a queue has in memory. A job is in hand from when it is taken until its outcome is written; it is not
 * taken a second time meanwhile. Jobs begin in the order in which they were taken.
 */
export interface Memory {
  /** Takes a job, unless it is in hand. */
  take(job: JobRow): void;
  /** Takes a new job, unless the table has jobs that come before it, or memory is full: then it is fetched later. */
  offer(job: JobRow): void;
  /** The next job to run, if there is one and a place is free. It runs until `end`. */
  begin(): JobRow | undefined;
  end(outcome: Outcome): void;
  /** The outcomes to write next. */
  unsettled(): Outcome[];
  /** Lets go of the jobs whose outcomes, the first of `unsettled`, are written. */
  settled(outcomes: readonly Outcome[]): void;
  /** Whether outcomes are to be written now: many, or few while there is little else to do. */
  readonly hasToSettle: boolean;
  /** Whether the table may have due jobs that there is capacity for. */
  readonly hasToFetch: boolean;
  /** Says that the table may have due jobs. */
  lookAgain(): void;
  /** The most jobs to fetch. From here to `endFetch`, new jobs wait for the older ones that are fetched. */
  beginFetch(): number;
  /** Takes what was found; undefined if the fetch failed. Answers whether the table is known to have no more. */
  endFetch(due: readonly JobRow[] | undefined): boolean;
}

/** @param concurrency the jobs that run at once. Up to four times as many wait in memory for a place. */
export const createMemory = (concurrency: number): Memory => {
  const readyLimit = concurrency * 4;
  const inHand = new Set<string>();
  /** In hand, waiting for a place. */
  const ready: JobRow[] = [];
  let running = 0;
  /** Of jobs in hand that ran. */
  const outcomes: Outcome[] = [];
  /** Whether the table may have due jobs that are not in hand. New ones then go behind them, for order. */
  let tableHasMore = true;
  /** New jobs of the time of a fetch. */
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
      // A new job that finds no capacity from here on sets it again, which makes for another fetch.
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
