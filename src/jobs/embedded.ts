import type { Clock } from '../kit/flow/clock.ts';
import { plusMilliseconds } from '../kit/flow/clock.ts';
import type { Timestamp } from '../model/contract.ts';
import type { Ids } from '../model/identifiers.ts';
import { afterCommit, type Store } from '../store/index.ts';
import {
  countDueJobs,
  deleteAllJobs,
  deleteJobs,
  findDueJobs,
  findNextRun,
  insertJob,
  keepDue,
  postponeJob,
} from '../store/repositories/jobs.ts';
import type { JobRows } from '../store/tables/jobs.ts';
import type { JobHandler, JobHandlers, Jobs, Queue } from './jobs.ts';

export interface EmbeddedJobsOptions {
  store: Store;
  clock: Clock;
  ids: Ids;
  /** Told of each failed run; the job runs again unless it was given up. */
  onError(error: unknown, job: { queue: string; payload: string; attempts: number; givenUp: boolean }): void;
  /** Jobs that run at once. More of them share a commit; each holds a few kilobytes. Default 64. */
  concurrency?: number;
  /** How often a failing job is run before it is given up. Default 10: with the delays below, about three minutes. */
  attempts?: number;
  /** Milliseconds before the second run; each further wait doubles, up to a minute. Default 500. */
  firstDelay?: number;
}

/** Longest sleep of the timer in milliseconds: below `setTimeout`'s limit of about 24 days. */
const LONGEST_SLEEP = 86_400_000;
const LONGEST_DELAY = 60_000;
/** How many outcomes of jobs are written down in one transaction. */
const BATCH = 200;

/** What became of a job that ran: it is done, or is to run again. */
type Outcome = { id: string; done: true } | FailedRun;
/** The job as it is to run next, and the milliseconds until then. */
type FailedRun = { id: string; done: false; job: JobRows; delay: number };

/**
 * The queue of a single process: one table, and in memory only what runs or is about to.
 *
 * A row is in hand from when it is taken until what became of it is written down; while it is, it is not taken again.
 * One loop at a time, `tend`, does both in turn, so that neither sees half of what the other does. Jobs begin in the
 * order of their moments.
 */
export const createEmbeddedJobs = (options: EmbeddedJobsOptions): Jobs => {
  const { store, clock, ids, onError, concurrency = 64, attempts: limit = 10, firstDelay = 500 } = options;
  const readyLimit = concurrency * 4;
  const inHand = new Set<string>();
  /** In hand, waiting for a free place. */
  const ready: JobRows[] = [];
  const running = new Set<Promise<void>>();
  /** Of jobs in hand that ran, and not written down yet. */
  const outcomes: Outcome[] = [];
  let handlers: JobHandlers | undefined;
  let stopped = false;
  /** Whether due jobs may be in the table that are not in hand. New ones then go behind them, for order. */
  let tableHasMore = true;
  /** Asked for while due ones are fetched, behind which they go. */
  let arrived: JobRows[] | undefined;
  let tending: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let wakesAt: Timestamp | undefined;
  /** Set while the loop rests after the store failed. */
  let rest: NodeJS.Timeout | undefined;
  /** Jobs that failed: a retry follows real time, whatever the clock does. Their rows say when they are due by it. */
  const retries = new Map<string, NodeJS.Timeout>();

  const take = (job: JobRows): void => {
    if (inHand.has(job.id)) return;
    clearTimeout(retries.get(job.id));
    retries.delete(job.id);
    inHand.add(job.id);
    ready.push(job);
  };

  /** Takes a new job, unless others in the table come before it, or there is no room in memory. */
  const offer = (job: JobRows): void => {
    if (arrived) arrived.push(job);
    else if (!tableHasMore && ready.length < readyLimit) take(job);
    else tableHasMore = true;
  };

  /** Starts ready jobs until all places are taken. */
  const fill = (): void => {
    if (!handlers || stopped) return;
    while (running.size < concurrency) {
      const job = ready.shift();
      if (!job) break;
      const run = runJob(handlers, job).finally(() => {
        running.delete(run);
        fill();
      });
      running.add(run);
    }
    tend();
  };

  let isFilling = false;
  /** Once for all jobs that came with a commit, after the answers to those who do not wait for them (--task-wait 0). */
  const fillSoon = (): void => {
    if (isFilling) return;
    isFilling = true;
    setImmediate(() => {
      isFilling = false;
      fill();
    });
  };

  const hasToSettle = (): boolean =>
    outcomes.length >= BATCH || (outcomes.length > 0 && ready.length < concurrency);
  const hasToFetch = (): boolean => tableHasMore && ready.length < concurrency;

  /** Writes down what became of jobs and takes due ones, until there is nothing to do for now. */
  const tend = (): void => {
    if (tending || rest || stopped || !(hasToSettle() || hasToFetch())) return;
    tending = (async () => {
      while (!stopped && (hasToSettle() || hasToFetch())) {
        await settle();
        if (hasToFetch()) await fetchDue();
        fill();
      }
    })()
      .catch((error) => {
        report(error);
        rest = setTimeout(() => {
          rest = undefined;
          fill();
        }, firstDelay).unref();
      })
      .finally(() => {
        tending = undefined;
        tend();
      });
  };

  /** Writes down what became of jobs. Until then a crash would run them again, to no effect. */
  const settle = async (): Promise<void> => {
    const batch = outcomes.slice(0, BATCH);
    if (batch.length === 0) return;
    const done = batch.filter((outcome) => outcome.done).map((outcome) => outcome.id);
    await store.transaction(async (tx) => {
      if (done.length > 0) await deleteJobs(tx, done);
      for (const outcome of batch) {
        if (!outcome.done) await postponeJob(tx, outcome.id, outcome.job.run_at, outcome.job.attempts);
      }
    });
    outcomes.splice(0, batch.length);
    for (const outcome of batch) {
      inHand.delete(outcome.id);
      if (!outcome.done) retryLater(outcome);
    }
  };

  const retryLater = ({ job, delay }: FailedRun): void => {
    if (stopped) return;
    const retry = () => {
      take(job);
      fill();
    };
    retries.set(job.id, setTimeout(retry, delay).unref());
  };

  /** Takes due jobs from the table, or sets the timer to the next one. */
  const fetchDue = async (): Promise<void> => {
    // Whoever finds no room in memory from here on says so again, and there is another look.
    tableHasMore = false;
    try {
      const now = clock.now();
      arrived = [];
      const due = await findDueJobs(store.reads, now, readyLimit);
      for (const job of due) take(job);
      tableHasMore ||= due.length === readyLimit;
      takeArrived();
      if (!tableHasMore) sleepUntil(await findNextRun(store.reads, now));
    } catch (error) {
      tableHasMore = true;
      takeArrived();
      throw error;
    }
  };

  const takeArrived = (): void => {
    const jobs = arrived ?? [];
    arrived = undefined;
    for (const job of jobs) offer(job);
  };

  const wake = (): void => {
    clearTimeout(timer);
    wakesAt = undefined;
    tableHasMore = true;
    fill();
  };

  /** Sets the timer, unless it wakes earlier anyway, or time stands still: then only a jump brings a moment nearer. */
  const sleepUntil = (moment: Timestamp | undefined): void => {
    if (!moment || stopped || clock.isFrozen || (wakesAt && wakesAt <= moment)) return;
    clearTimeout(timer);
    wakesAt = moment;
    const delay = Date.parse(moment) - Date.parse(clock.now());
    timer = setTimeout(wake, Math.min(Math.max(delay, 0), LONGEST_SLEEP)).unref();
  };

  /** Runs a job and notes what became of it. Never throws. */
  const runJob = async (known: JobHandlers, job: JobRows): Promise<void> => {
    const handler = known[job.queue as Queue] as JobHandler<unknown>;
    const attempts = job.attempts + 1;
    const runAgain = (delay: number, attempts: number) => {
      const next = { ...job, run_at: plusMilliseconds(clock.now(), delay), attempts };
      outcomes.push({ id: job.id, done: false, job: next, delay });
    };
    try {
      await handler.run(JSON.parse(job.payload));
      outcomes.push({ id: job.id, done: true });
    } catch (error) {
      const givenUp = attempts >= limit;
      report(error, { ...job, attempts, givenUp });
      if (!givenUp) return void runAgain(Math.min(firstDelay * 2 ** (attempts - 1), LONGEST_DELAY), attempts);
      try {
        await handler.giveUp(JSON.parse(job.payload), error);
        outcomes.push({ id: job.id, done: true });
      } catch (failure) {
        // It cannot even be given up, as the store is failing: later, with the last attempt still to come.
        report(failure, { ...job, attempts, givenUp: false });
        runAgain(LONGEST_DELAY, job.attempts);
      }
    }
  };

  const report = (
    error: unknown,
    job?: { queue: string; payload: string; attempts: number; givenUp: boolean },
  ) => {
    const { queue = 'jobs', payload = '', attempts = 0, givenUp = false } = job ?? {};
    onError(error, { queue, payload, attempts, givenUp });
  };

  /** Where it was `before` and now is earlier, or stands still, what is due already does not wait for it again. */
  const stayDue = async (before: Timestamp): Promise<void> => {
    const now = clock.now();
    if (before < now || (before === now && !clock.isFrozen)) return;
    await store.transaction((tx) => keepDue(tx, now, before, LONGEST_DELAY)).catch((error) => report(error));
  };

  clock.onJump(async (before) => {
    if (before) await stayDue(before);
    wake();
    await tending;
  });

  return {
    enqueue: async (tx, queue, payload, runAt) => {
      const now = clock.now();
      const job = {
        id: ids.uuid(),
        queue,
        payload: JSON.stringify(payload),
        run_at: runAt ?? now,
        attempts: 0,
      };
      await insertJob(tx, job);
      afterCommit(tx, () => {
        if (job.run_at > now) return sleepUntil(job.run_at);
        offer(job);
        fillSoon();
      });
    },
    due: () => countDueJobs(store.reads, clock.now()),
    clear: deleteAllJobs,
    start: (known) => {
      handlers = known;
      void stayDue(clock.now()).then(wake);
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      clearTimeout(rest);
      for (const retry of retries.values()) clearTimeout(retry);
      await Promise.all(running);
      await tending;
      try {
        while (outcomes.length > 0) await settle();
      } catch (error) {
        // The rows are still there: the next process runs these jobs again, to no effect.
        report(error);
      }
    },
  };
};
