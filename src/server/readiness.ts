import { setTimeout as after } from 'node:timers/promises';
import type { Store } from '../store/index.ts';

/** Whether this server should get requests. */
export interface Readiness {
  /** Whether the store answers a trivial query in time. Checks that come together share one. */
  storeAnswers(): Promise<boolean>;
  /** True from when the server begins to shut down. */
  readonly stopping: boolean;
  /** Says that the server begins to shut down. */
  stop(): void;
}

/** Milliseconds that the store has for a trivial query: well below what load balancers wait for. */
const PATIENCE = 1_000;

export const createReadiness = (store: Store, patience = PATIENCE): Readiness => {
  let stopping = false;
  let asking: Promise<boolean> | undefined;
  const ask = (): Promise<boolean> =>
    store.reads
      .selectFrom('meta')
      .select('name')
      .limit(1)
      .execute()
      .then(
        () => true,
        () => false,
      );
  return {
    storeAnswers: async () => {
      // Not one more for each probe, where the database hangs: each would take a connection.
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      const timer = new AbortController();
      const late = after(patience, false, { signal: timer.signal, ref: false }).catch(() => false);
      try {
        return await Promise.race([asking, late]);
      } finally {
        timer.abort();
      }
    },
    get stopping() {
      return stopping;
    },
    stop: () => {
      stopping = true;
    },
  };
};
