import type { Timestamp } from '../flow/clock.ts';
import { currentSpan } from '../flow/on-behalf.ts';
import { oneAtATime } from '../flow/one-at-a-time.ts';
import { setImmediate } from '../flow/real-time.ts';
import { type JobHandlers, type Jobs, ofQueue, type QueueOptions, timedQueues } from './jobs.ts';
import { createMemory } from './memory.ts';
import { LONGEST_DELAY_MS, runJob } from './run-job.ts';
import type { JobRow, JobTable, Outcome } from './table.ts';
import { createDelays, createTimer } from './timer.ts';

export interface EmbeddedQueueOptions<Tx> extends QueueOptions<Tx> {
  table: JobTable<Tx>;
  newId(): string;
  /** Back-off before the second run of a failing job. It doubles for each further run, up to a minute. Default 500. */
  firstDelayMs?: number;
}

/** The key, among the delays of jobs by id, of the pause after an error of the table. */
const REST = '';

/**
 * The queue of a single process: one table, and in memory only jobs that run or are about to. With the default options a
 * failing job is given up after about three minutes. Jobs that end together share a commit; a job in memory takes a few
 * kilobytes.
 *
 * A single loop, `tending`, writes outcomes and fetches due jobs alternately, so that neither sees half of the other's
 * work. Retries follow real time, whatever the clock does; their rows hold the due time by the clock.
 */
export const createEmbeddedQueue = <Tx>(options: EmbeddedQueueOptions<Tx>): Jobs<Tx> => {
  const { table, clock, newId, onError, concurrency = 64, attempts = 10, firstDelayMs = 500 } = options;
  const runOptions = { clock, onError, attempts, firstDelayMs };
  const memory = createMemory(concurrency, keyOfJob(options));
  const timer = createTimer(clock, () => wake());
  const delays = createDelays();
  const runs = new Set<Promise<void>>();
  let handlers: JobHandlers | undefined;
  let stopped = false;
  let resting = false;

  /** Starts ready jobs up to the concurrency limit. */
  const fill = (): void => {
    if (!handlers || stopped) return;
    for (let job = memory.begin(); job; job = memory.begin()) start(handlers, job);
    if (hasToTend()) void tending.run();
  };
  const start = (known: JobHandlers, job: JobRow): void => {
    const run = runJob(known, job, runOptions).then((outcome) => {
      memory.end(outcome);
      runs.delete(run);
      fill();
    });
    runs.add(run);
  };

  let isFilling = false;
  /** Fills once for all jobs of a commit, after the responses to requests that do not wait for their jobs. */
  const fillSoon = (): void => {
    if (isFilling) return;
    isFilling = true;
    setImmediate(() => {
      isFilling = false;
      fill();
    });
  };

  const hasToTend = (): boolean =>
    handlers !== undefined && !stopped && !resting && (memory.hasToSettle || memory.hasToFetch);
  const tending = oneAtATime(async () => {
    try {
      while (hasToTend()) {
        await settle();
        if (memory.hasToFetch) await fetchDue();
        fill();
      }
    } catch (error) {
      onError(error, ofQueue);
      rest();
    }
  });
  const rest = (): void => {
    resting = true;
    delays.set(REST, firstDelayMs, () => {
      resting = false;
      fill();
    });
  };

  /** Writes outcomes. If the process crashes before, these jobs run again, without effect. */
  const settle = async (): Promise<void> => {
    const batch = memory.unsettled();
    if (batch.length === 0) return;
    await table.settle(batch);
    memory.settled(batch);
    for (const outcome of batch) if (outcome.job) retryLater(outcome);
  };
  const retryLater = ({ id, job, delayMs }: Extract<Outcome, { job: JobRow }>): void =>
    delays.set(id, delayMs, () => {
      memory.take(job);
      fill();
    });

  /** The time of the last fetch. If the machine's clock is set back, which is no jump, it is later than the next one. */
  let fetchedAt: Timestamp = '';
  /** Fetches due jobs from the table, or sets the timer for the next one. */
  const fetchDue = async (): Promise<void> => {
    const now = clock.now();
    if (now < fetchedAt) await stayDue(fetchedAt);
    fetchedAt = now;
    const limit = memory.beginFetch();
    try {
      const due = await table.findDue(now, limit);
      for (const { id } of due) delays.cancel(id);
      if (!memory.endFetch(due)) return;
    } catch (error) {
      memory.endFetch(undefined);
      throw error;
    }
    await setTimer(now);
  };
  const setTimer = async (now: Timestamp): Promise<void> => {
    try {
      const next = await table.findNextRun(now);
      if (next) timer.wakeAt(next);
    } catch (error) {
      memory.lookAgain();
      throw error;
    }
  };

  const wake = (): void => {
    timer.clear();
    memory.lookAgain();
    fill();
  };

  /** If this fails, jobs of a clock that was set back wait until it has caught up, and others for their back-off. */
  const resume = (known: JobHandlers): Promise<void> =>
    table.makeDue(clock.now(), timedQueues(known)).catch((error) => onError(error, ofQueue));

  /** If the clock was set back from `before`, or is frozen, keeps jobs due that were due already. */
  const stayDue = async (before: Timestamp): Promise<void> => {
    const now = clock.now();
    if (before < now || (before === now && !clock.isFrozen)) return;
    await table.keepDue(now, before, LONGEST_DELAY_MS).catch((error) => onError(error, ofQueue));
  };
  clock.onJump(async (before) => {
    if (before) await stayDue(before);
    wake();
    await tending.run();
  });

  return {
    enqueue: async (tx, { name: queue }, payload, runAt) => {
      const now = clock.now();
      const job = {
        id: newId(),
        queue,
        payload: JSON.stringify(payload),
        run_at: runAt ?? now,
        attempts: 0,
        trace: currentSpan()?.traceparent ?? '',
      };
      await table.insert(tx, job);
      options.afterCommit(tx, () => {
        if (job.run_at > now) return timer.wakeAt(job.run_at);
        memory.offer(job);
        fillSoon();
      });
    },
    due: () => table.countDue(clock.now()),
    backlog: async (most) => {
      const now = clock.now();
      const found = await table.findBacklog(now, most);
      return found.map(({ queue, count, oldest }) => ({
        queue,
        count,
        oldestSeconds: (Date.parse(now) - Date.parse(oldest)) / 1000,
      }));
    },
    clear: (tx) => table.deleteAll(tx),
    deleteGivenUp: async () => 0,
    start: (known) => {
      handlers = known;
      void resume(known).then(wake);
    },
    stop: async () => {
      stopped = true;
      timer.stop();
      delays.stop();
      await Promise.all(runs);
      await tending.ended();
      try {
        while (memory.unsettled().length > 0) await settle();
      } catch (error) {
        // The rows remain, so the next process runs these jobs again, without effect.
        onError(error, ofQueue);
      }
    },
  };
};

/** A job whose payload cannot be read has no key: it fails when it runs. */
const keyOfJob =
  ({ keyOf }: Pick<QueueOptions<never>, 'keyOf'>) =>
  ({ queue, payload }: JobRow): string | undefined => {
    try {
      return keyOf?.(queue, JSON.parse(payload));
    } catch {
      return undefined;
    }
  };
