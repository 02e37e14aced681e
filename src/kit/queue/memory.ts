import { createFairQueue } from '../flow/fair-queue.ts';
import type { JobRow, Outcome } from './table.ts';

/** Maximum number of outcomes written in one transaction. */
const BATCH_SIZE = 200;

/**
 * The jobs that a queue holds in memory. A job is in hand from when it is taken until its outcome is written; meanwhile it
 * is not taken again. Keys take turns; the jobs of one key start in the order in which they were taken.
 */
export interface Memory {
  /** Takes a job, unless it is in hand. */
  take(job: JobRow): void;
  /**
   * Takes a new job. If the table has earlier jobs, or memory is full, the job is fetched later instead, unless it passes the
   * backlog: a few jobs of keys that have none in the table.
   */
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

/**
 * @param concurrency maximum number of running jobs. Up to four times as many wait in memory, and those that pass.
 * @param keyOf the key whose turn a job takes; undefined if none
 */
export const createMemory = (
  concurrency: number,
  keyOf: (job: JobRow) => string | undefined = () => undefined,
): Memory => {
  const readyLimit = concurrency * 4;
  /** How many jobs of a key may pass the backlog of others in the table. As many as run at once may pass in all. */
  const passingLimitOfKey = Math.max(1, Math.floor(concurrency / 4));
  const inHand = new Set<string>();
  /** In hand, not started. */
  const ready = createFairQueue<JobRow>();
  /** The ids of the ready jobs that passed a backlog. */
  const passing = new Set<string>();
  /** The number of new jobs of each key that were left in the table. */
  const left = new Map<string, number>();
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
    ready.push(keyOf(job), job);
  };
  const offer = (job: JobRow): void => {
    if (arrived) arrived.push(job);
    else if (!tableHasMore && ready.size < readyLimit) take(job);
    else if (mayPass(job)) {
      passing.add(job.id);
      take(job);
    } else leave(job);
  };
  /** So few pass that every fetch finds jobs that are not in hand, even if all that pass are found too. */
  const mayPass = (job: JobRow): boolean => {
    const key = keyOf(job);
    if (key === undefined || left.has(key)) return false;
    return ready.sizeOf(key) < passingLimitOfKey && passing.size < concurrency;
  };
  const leave = (job: JobRow): void => {
    tableHasMore = true;
    const key = keyOf(job);
    if (key !== undefined) left.set(key, (left.get(key) ?? 0) + 1);
  };
  const takeFetched = (job: JobRow): void => {
    take(job);
    const key = keyOf(job);
    const count = key === undefined ? undefined : left.get(key);
    if (key === undefined || count === undefined) return;
    if (count > 1) left.set(key, count - 1);
    else left.delete(key);
  };

  return {
    take,
    offer,
    begin: () => {
      if (running >= concurrency) return undefined;
      const job = ready.shift();
      if (!job) return undefined;
      passing.delete(job.id);
      running += 1;
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
      return outcomes.length >= BATCH_SIZE || (outcomes.length > 0 && ready.size < concurrency);
    },
    get hasToFetch() {
      return tableHasMore && ready.size - passing.size < concurrency;
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
      for (const job of due ?? []) takeFetched(job);
      tableHasMore ||= due === undefined || due.length === readyLimit;
      if (!tableHasMore) left.clear();
      const waiting = arrived ?? [];
      arrived = undefined;
      for (const job of waiting) offer(job);
      return !tableHasMore;
    },
  };
};
