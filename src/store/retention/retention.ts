import { randomUUID } from 'node:crypto';
import { type Clock, plusMilliseconds } from '../../kit/flow/clock.ts';
import { oneAtATime } from '../../kit/flow/one-at-a-time.ts';
import { clearInterval, performance, setInterval } from '../../kit/flow/real-time.ts';
import { sleep } from '../../kit/flow/sleep.ts';
import type { Timestamp } from '../../model/contract.ts';
import type { Store } from '../index.ts';
import { claimRetention } from './claim.ts';
import { markEvents } from './marks.ts';
import type { KeptFor } from './settings.ts';
import { deleteSome, type ExpiringTable, type Step } from './step.ts';

export interface RetentionOptions {
  store: Store;
  /** The server's clock, which says what is over. */
  clock: Clock;
  kept: readonly KeptFor[];
  /** Whether other servers use the store too. */
  isShared: boolean;
  onError(error: unknown): void;
  /** Deletes up to `most` of the jobs that were given up before a time, which are kept like dead letters. Returns how many. */
  deleteGivenUp?: ((before: Timestamp, most: number) => Promise<number>) | undefined;
  /** Milliseconds between two passes. Default a minute. */
  intervalMs?: number | undefined;
}

/** What a pass has deleted, by option. */
export type Deleted = Readonly<Record<string, number>>;

/** Deletes what was kept for its time: in the background, in steps of some rows. */
export interface Retention {
  readonly kept: readonly KeptFor[];
  /** What this server has deleted since its start. */
  readonly deleted: Deleted;
  /** The last pass of this server, by the server's clock. */
  readonly lastPassAt: Timestamp | undefined;
  start(): void;
  /** Deletes everything that is over now, also what was held back before. Resolves with what it has deleted. */
  pass(): Promise<Deleted>;
  /** Resolves once the step in progress has ended. */
  stop(): Promise<void>;
}

const INTERVAL_MS = 60_000;
/** The option for jobs that were given up, with which they are counted: they are dead letters of the queue. */
const GIVEN_UP = 'deadLetters';
/** Rows that were held back are looked at again after this time, so that they cost nothing each minute. */
const LOOK_AGAIN_MS = 3_600_000;
/** Jobs that one statement deletes. There are few. */
const JOBS_PER_STEP = 100;
/** The longest pause after a step. */
const LONGEST_PAUSE_MS = 50;

export const createRetention = (options: RetentionOptions): Retention => {
  const { store, clock, kept, onError, intervalMs = INTERVAL_MS } = options;
  // Not from `ids`, which a test may make repeatable: each server needs a unique name.
  const owner = randomUUID();
  const total: Record<string, number> = {};
  /** Where each table's steps go on, because the rows before are held back. */
  let places = new Map<string, Step['after']>();
  let fromStartAt = Number.NEGATIVE_INFINITY;
  let lastPassAt: Timestamp | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  /**
   * Returns whether it came to the end of the table, and nobody else has rows in hand that are over. Otherwise what follows
   * has to wait: if the other server dies, its rows are there again.
   */
  const deleteFrom = async (table: ExpiringTable, now: Timestamp, keepMs: number): Promise<boolean> => {
    const { option, by } = table.retention;
    const before = plusMilliseconds(now, -keepMs);
    const upTo =
      by[0] === table.counter ? await store.transaction((tx) => markEvents(tx, now, keepMs)) : undefined;
    while (!stopped) {
      const began = performance.now();
      const after = places.get(option);
      const { deleted, next, isShared } = await store.transaction((tx) =>
        deleteSome(tx, table, { before, upTo, after }),
      );
      total[option] = (total[option] ?? 0) + deleted;
      if (next === undefined) return !isShared;
      places.set(option, next);
      // Half of the time is for others: each step waits for its commit, which it shares with theirs.
      await sleep(Math.min(performance.now() - began, LONGEST_PAUSE_MS));
      if (options.isShared && performance.now() - claimedAt > INTERVAL_MS / 2) await renew();
    }
    return false;
  };

  let claimedAt = 0;
  const renew = async (): Promise<boolean> => {
    claimedAt = performance.now();
    return store.transaction((tx) => claimRetention(tx, owner));
  };

  const deleteGivenUp = async (before: Timestamp): Promise<void> => {
    for (let deleted = JOBS_PER_STEP; deleted === JOBS_PER_STEP && !stopped; ) {
      deleted = (await options.deleteGivenUp?.(before, JOBS_PER_STEP)) ?? 0;
      total[GIVEN_UP] = (total[GIVEN_UP] ?? 0) + deleted;
    }
  };

  const passOnce = async (): Promise<void> => {
    // One time for all: rows that became over meanwhile would be left, and what they refer to deleted.
    const now = clock.now();
    const isOver = new Set<string>();
    for (const { table, keepMs } of kept) {
      const { option, follows } = table.retention;
      if (keepMs === undefined || (follows !== undefined && !isOver.has(follows))) continue;
      if (await deleteFrom(table, now, keepMs)) isOver.add(option);
      if (option === GIVEN_UP) await deleteGivenUp(plusMilliseconds(now, -keepMs));
    }
    lastPassAt = now;
  };
  const passing = oneAtATime(async () => {
    if (!stopped) await passOnce();
  });

  const beat = async (): Promise<void> => {
    if (stopped || (options.isShared && !(await renew()))) return;
    if (performance.now() - fromStartAt > LOOK_AGAIN_MS) lookAgain();
    await passing.run();
  };
  const lookAgain = (): void => {
    places = new Map();
    fromStartAt = performance.now();
  };

  return {
    kept,
    get deleted() {
      return { ...total };
    },
    get lastPassAt() {
      return lastPassAt;
    },
    start: () => {
      if (kept.every(({ keepMs }) => keepMs === undefined)) return;
      timer = setInterval(() => void beat().catch(onError), intervalMs).unref();
    },
    pass: async () => {
      const before = { ...total };
      lookAgain();
      await passing.run();
      const names = kept.map(({ table }) => table.retention.option);
      return Object.fromEntries(names.map((name) => [name, (total[name] ?? 0) - (before[name] ?? 0)]));
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await passing.ended();
    },
  };
};
