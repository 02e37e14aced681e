import { setTimeout as after } from 'node:timers/promises';
import { sharedRun } from '../kit/flow/one-at-a-time.ts';
import type { Store } from '../store/index.ts';

/** Whether this server should receive requests. */
export interface Readiness {
  /** Whether the store answers a trivial query in time. Concurrent checks share one query. */
  storeAnswers(): Promise<boolean>;
  /** True once the server is shutting down. */
  readonly stopping: boolean;
  /** Reports that the server is shutting down. */
  stop(): void;
}

/** Timeout of the trivial query. Well below the timeouts of load balancers. */
const PATIENCE_MS = 1_000;

export const createReadiness = (store: Store, patienceMs = PATIENCE_MS): Readiness => {
  let stopping = false;
  // Probes share a query, because otherwise they would take all connections if the database hangs.
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
