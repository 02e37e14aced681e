import { onBehalfOf } from '../../kit/flow/on-behalf.ts';
import { clearTimeout, setTimeout } from '../../kit/flow/real-time.ts';
import { addAt, countAt, type Slots } from '../../kit/flow/rolling-count.ts';
import { takeToken } from '../../kit/flow/token-bucket.ts';
import { DAY_WINDOW } from '../../rules/access/quotas.ts';
import type { Store } from '../../store/index.ts';
import { deleteUsages, findUsage, findUsages, putUsages } from '../../store/repositories/quota-usage.ts';
import type { CountedQuota, CounterKey, Counters } from './counters.ts';

/** How many counters stay in memory. Each takes some 200 bytes, up to 3 kilobytes if it is used all day long. */
const LIMIT = 20_000;
/** How long counts are only in memory. A crash forgets those. */
const WRITE_INTERVAL_MS = 1_000;

interface Counter extends CounterKey {
  /** When the bucket is full again, in microseconds of the machine's monotonic clock. */
  fullAt: number;
  slots: Slots;
}

export interface OwnCountersOptions {
  store: Store;
  /** The machine's monotonic clock. */
  nowMicros(): number;
  onError(error: unknown): void;
  /** Default 20,000. */
  limit?: number;
}

const nameOf = (key: CounterKey): string => `${key.account} ${key.class}`;

/**
 * The counters of a single server: in memory, and the requests per day also in the table, where they survive a restart. An
 * account that is not in memory costs a read of its row; changed counters are written each second in one transaction. So a
 * request costs no write, and memory is bounded however many accounts there are. After a restart the rates begin anew.
 */
export const createOwnCounters = (options: OwnCountersOptions): Counters => {
  const { store, nowMicros, onError, limit = LIMIT } = options;
  /** In the order of their last use. */
  const counters = new Map<string, Counter>();
  const loading = new Map<string, Promise<Counter>>();
  const unwritten = new Set<Counter>();
  let timer: NodeJS.Timeout | undefined;

  const load = async (key: CounterKey): Promise<Counter> => {
    const stored = await findUsage(store.reads, { account_id: key.account, class: key.class });
    return { ...key, fullAt: 0, slots: stored ? JSON.parse(stored.slots) : [] };
  };
  /** Concurrent requests share one read, and so one counter. */
  const loadOnce = (name: string, key: CounterKey): Promise<Counter> => {
    const known = loading.get(name);
    if (known) return known;
    const counter = load(key)
      .then((loaded) => {
        counters.set(name, loaded);
        return loaded;
      })
      .finally(() => loading.delete(name));
    loading.set(name, counter);
    return counter;
  };

  /** Drops the counters that were not used for longest, unless something would be forgotten. */
  const makeRoom = (): void => {
    for (const [name, counter] of counters) {
      if (counters.size <= limit || unwritten.has(counter) || counter.fullAt > nowMicros()) return;
      counters.delete(name);
    }
  };

  const countOn = (counter: Counter, name: string, quota: CountedQuota, nowMs: number): boolean => {
    const { bucket, perDay } = quota;
    counters.delete(name);
    counters.set(name, counter);
    makeRoom();
    const fullAt = bucket ? takeToken(counter.fullAt, nowMicros(), bucket) : counter.fullAt;
    if (fullAt === undefined) return false;
    if (perDay !== undefined) {
      if (countAt(counter.slots, nowMs, DAY_WINDOW) >= perDay) return false;
      counter.slots = addAt(counter.slots, nowMs, DAY_WINDOW);
      unwritten.add(counter);
      // Not on behalf of the account whose request happens to be the first.
      timer ??= onBehalfOf(undefined, () => setTimeout(() => void write(), WRITE_INTERVAL_MS)).unref();
    }
    counter.fullAt = fullAt;
    return true;
  };

  /** Writes the changed counters. If that fails, they are written with the next ones. */
  const write = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    let written: Counter[] = [];
    try {
      await store.transaction(async (tx) => {
        // Read here, where no other transaction runs: `forget` may have emptied it while this one waited.
        written = [...unwritten];
        unwritten.clear();
        await putUsages(
          tx,
          written.map(({ account, class: of, slots }) => ({
            ...{ account_id: account, class: of, full_at: 0 },
            slots: JSON.stringify(slots),
          })),
        );
      });
    } catch (error) {
      for (const counter of written) if (counters.get(nameOf(counter)) === counter) unwritten.add(counter);
      onError(error);
    }
  };

  return {
    count: (key, quota, nowMs) => {
      const name = nameOf(key);
      const counter = counters.get(name);
      if (counter) return countOn(counter, name, quota, nowMs);
      return loadOnce(name, key).then((loaded) => countOn(loaded, name, quota, nowMs));
    },
    read: async (account) => {
      const stored = await findUsages(store.reads, account);
      const slots = new Map(stored.map(({ class: of, slots: text }) => [of, JSON.parse(text) as Slots]));
      for (const counter of unwritten)
        if (counter.account === account) slots.set(counter.class, counter.slots);
      return slots;
    },
    forget: async (tx, account) => {
      const isForgotten = (counter: Counter) => account === undefined || counter.account === account;
      for (const [name, counter] of counters) if (isForgotten(counter)) counters.delete(name);
      for (const counter of unwritten) if (isForgotten(counter)) unwritten.delete(counter);
      await deleteUsages(tx, account);
    },
    close: async () => {
      clearTimeout(timer);
      if (unwritten.size > 0) await write();
    },
  };
};
