import { sharedRun } from '../kit/flow/one-at-a-time.ts';
import { performance } from '../kit/flow/real-time.ts';
import { sleep as after } from '../kit/flow/sleep.ts';
import type { Store } from '../store/index.ts';
import type { InitProgress } from './init/door.ts';

/** Whether this server should receive requests. */
export interface Readiness {
  /**
   * Returns why the store cannot be used, as a clause; undefined if it can. It has to answer a trivial query in time, and to
   * be writable, which is looked at every few seconds at most. Concurrent checks share a query.
   */
  findFault(): Promise<string | undefined>;
  /** How far the init hooks are, before which the server is not ready; undefined once they have run, and if there are none. */
  init(): InitProgress | undefined;
  /** True once the server is shutting down. */
  readonly stopping: boolean;
  /** Reports that the server is shutting down. */
  stop(): void;
}

export interface ReadinessOptions {
  /** Timeout of the checks. Default 1 s: well below the timeouts of load balancers. */
  patienceMs?: number;
  /** How long the result of a check of the storage holds, which writes and syncs a small file. Default 3 s. */
  storageMs?: number;
  /** Default: there are none. */
  init?: Readiness['init'] | undefined;
}

const NO_ANSWER = 'the database does not respond';

export const createReadiness = (
  store: Pick<Store, 'reads' | 'findFault'>,
  { patienceMs = 1_000, storageMs = 3_000, init = () => undefined }: ReadinessOptions = {},
): Readiness => {
  let stopping = false;
  let storage: { checkedAt: number; fault: string | undefined } | undefined;
  const findStorageFault = async (): Promise<string | undefined> => {
    if (!storage || performance.now() - storage.checkedAt >= storageMs) {
      storage = { fault: await store.findFault(), checkedAt: performance.now() };
    }
    return storage.fault;
  };
  // Probes share a query, because otherwise they would take all connections if the database hangs.
  const ask = sharedRun(() =>
    store.reads
      .selectFrom('meta')
      .select('name')
      .limit(1)
      .execute()
      .then(findStorageFault, () => NO_ANSWER),
  );
  return {
    findFault: async () => {
      const timer = new AbortController();
      const late = after(patienceMs, NO_ANSWER, { signal: timer.signal, ref: false }).catch(() => NO_ANSWER);
      try {
        return await Promise.race([ask(), late]);
      } finally {
        timer.abort();
      }
    },
    init,
    get stopping() {
      return stopping;
    },
    stop: () => {
      stopping = true;
    },
  };
};
