import { setTimeout as after } from 'node:timers/promises';
import { sharedRun } from '../kit/flow/one-at-a-time.ts';
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

/** How long the store has for a trivial query: well below what load balancers wait for. */
const PATIENCE_MS = 1_000;

export const createReadiness = (store: Store, patienceMs = PATIENCE_MS): Readiness => {
  let stopping = false;
  // Probes share a query: if the database hangs, one for each probe would take all connections.
  const ask = sharedRun(() =>
    store.reads
      .selectFrom('meta')
      .select('name')
      .limit(1)
      .execute()
      .then(
        () => true,
        () => false,
      ),
  );
  return {
    storeAnswers: async () => {
      const timer = new AbortController();
      const late = after(patienceMs, false, { signal: timer.signal, ref: false }).catch(() => false);
      try {
        return await Promise.race([ask(), late]);
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
