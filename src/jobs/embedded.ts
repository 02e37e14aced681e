import type { Clock } from '../model/clock.ts';
import { plusMilliseconds } from '../model/clock.ts';
import type { Timestamp } from '../model/contract.ts';
import type { Ids } from '../model/identifiers.ts';
import { afterCommit, type Store } from '../store/index.ts';
import { deleteJobs, findDueJobs, findNextRun, insertJob, postponeJob } from '../store/repositories/jobs.ts';
import type { JobRows } from '../store/tables.ts';
import type { JobHandler, JobHandlers, Jobs, Queue } from './jobs.ts';

export interface EmbeddedJobsOptions {
  store: Store;
  clock: Clock;
  ids: Ids;
  /** Told of each failed run; the job runs again unless it was given up. */
  onError(error: unknown, job: { queue: string; payload: string; attempts: number; givenUp: boolean }): void;
  /** Jobs that run at once. More of them share a commit; each holds a few kilobytes. Default 64. */
  concurrency?: number;
  /** How often a failing job is run before it is given up. Default 10: with the delays below, about five minutes. */
  attempts?: number;
  /** Milliseconds before the second run; each further wait doubles, up to a minute. Default 500. */
  firstDelay?: number;
}

/** Longest sleep of the timer in milliseconds: below `setTimeout`'s limit of about 24 days. */
const LONGEST_SLEEP = 86_400_000;
const LONGEST_DELAY = 60_000;

/** The queue of a single process: one table, and in memory only what runs or is about to. */
export const createEmbeddedJobs = (options: EmbeddedJobsOptions): Jobs => {
  const { store, clock, ids, onError, concurrency = 64, attempts: limit = 10, firstDelay = 500 } = options;
  /** Due jobs that wait for a free place. What does not fit is found in the table when there is one. */
  const ready: JobRows[] = [];
  const readyLimit = concurrency * 4;
  const running = new Map<string, Promise<void>>();
  const done: string[] = [];
  let handlers: JobHandlers | undefined;
  let stopped = false;
  let tableHasMore = true;
  let looking: Promise<void> | undefined;
  let sweeping: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let wakesAt: Timestamp | undefined;

  const wake = (): void => {
    clearTimeout(timer);
    wakesAt = undefined;
    tableHasMore = true;
    fill();
  };

  /** Starts ready jobs until all places are taken. */
  const fill = (): void => {
    if (!handlers || stopped) return;
    while (running.size < concurrency) {
      const job = ready.shift();
      if (!job) break;
      if (!running.has(job.id)) running.set(job.id, runJob(handlers, job));
    }
    if (ready.length === 0 && tableHasMore && running.size < concurrency) look();
  };

  /** Fetches due jobs from the table, and sets the timer to the next one after them. */
  const look = (): void => {
    looking ??= (async () => {
      tableHasMore = false;
      await sweep();
      const now = clock.now();
      const due = await findDueJobs(store.reads, now, concurrency * 2);
      tableHasMore = due.length === concurrency * 2;
      const known = new Set(ready.map((job) => job.id));
      ready.push(...due.filter((job) => !running.has(job.id) && !known.has(job.id)));
      if (!tableHasMore) sleepUntil(await findNextRun(store.reads, now));
    })()
      .catch((error) => {
        onError(error, { queue: 'jobs', payload: '', attempts: 0, givenUp: false });
        sleepUntil(plusMilliseconds(clock.now(), firstDelay));
      })
      .finally(() => {
        looking = undefined;
        if (ready.length > 0 || tableHasMore) fill();
      });
  };

  /** Sets the timer, unless it wakes earlier anyway. */
  const sleepUntil = (moment: Timestamp | undefined): void => {
    if (!moment || stopped || (wakesAt && wakesAt <= moment)) return;
    clearTimeout(timer);
    wakesAt = moment;
    const delay = Date.parse(moment) - Date.parse(clock.now());
    timer = setTimeout(wake, Math.min(Math.max(delay, 0), LONGEST_SLEEP)).unref();
  };

  const runJob = async (known: JobHandlers, job: JobRows): Promise<void> => {
    const handler = known[job.queue as Queue] as JobHandler<unknown>;
    const payload: unknown = JSON.parse(job.payload);
    try {
      await handler.run(payload);
      done.push(job.id);
    } catch (error) {
      await retryLater(handler, payload, job, error).catch(() => {
        // The store itself is failing: the row is still there, and the timer finds it again.
        sleepUntil(plusMilliseconds(clock.now(), LONGEST_DELAY));
      });
    } finally {
      running.delete(job.id);
      fill();
      if (ready.length === 0) void sweep();
    }
  };

  const retryLater = async (
    handler: JobHandler<unknown>,
    payload: unknown,
    job: JobRows,
    error: unknown,
  ): Promise<void> => {
    const attempts = job.attempts + 1;
    const givenUp = attempts >= limit;
    onError(error, { queue: job.queue, payload: job.payload, attempts, givenUp });
    if (givenUp) {
      await handler.giveUp(payload, error);
      done.push(job.id);
      return;
    }
    const delay = Math.min(firstDelay * 2 ** (attempts - 1), LONGEST_DELAY);
    const runAt = plusMilliseconds(clock.now(), delay);
    await store.transaction((tx) => postponeJob(tx, job.id, runAt, attempts));
    sleepUntil(runAt);
  };

  /** Deletes the rows of jobs that are done, many at once. Until then they may run again, to no effect. */
  const sweep = (): Promise<void> => {
    sweeping ??= (async () => {
      while (done.length > 0) {
        const batch = done.splice(0, 200);
        await store
          .transaction((tx) => deleteJobs(tx, batch))
          .catch((error) => {
            onError(error, { queue: 'jobs', payload: '', attempts: 0, givenUp: false });
          });
      }
    })().finally(() => {
      sweeping = undefined;
    });
    return sweeping;
  };

  clock.onJump(wake);

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
        if (ready.length < readyLimit) ready.push(job);
        else tableHasMore = true;
        fill();
      });
    },
    start: (known) => {
      handlers = known;
      wake();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      while (running.size > 0 || looking) await Promise.allSettled([...running.values(), looking]);
      await sweep();
    },
  };
};
