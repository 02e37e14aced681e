import { Kysely, type KyselyPlugin } from 'kysely';
import { openSqlite } from './dialects/sqlite/index.ts';
import { migrate } from './migrations/index.ts';
import type { Queries, Tables } from './tables.ts';

/** All that is kept. Reads see what is committed; a transaction that has resolved is on disk. */
export interface Store {
  readonly reads: Queries;
  /**
   * Runs `work` in one transaction, alone: all of it is kept, or, where it throws, nothing.
   * Resolves once that is durable.
   */
  transaction<T>(work: (tx: Queries) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A data folder, or `memory` for a store that ends with the process. */
export type StoreLocation = { folder: string } | 'memory';

/**
 * Opens the store and brings its schema up to date.
 * Throws when another server uses the folder, or when a newer version wrote it.
 */
export const openStore = async (location: StoreLocation, plugins: KyselyPlugin[] = []): Promise<Store> => {
  const connections = openSqlite(location);
  const reads = new Kysely<Tables>({ dialect: connections.reads, plugins });
  const writes = new Kysely<Tables>({ dialect: connections.writes, plugins });
  try {
    await migrate(writes);
  } catch (error) {
    await connections.close();
    throw error;
  }
  return {
    reads,
    transaction: async (work) => {
      const hooks: (() => void)[] = [];
      const result = await writes.transaction().execute((tx) => {
        afterCommitHooks.set(tx, hooks);
        return work(tx);
      });
      for (const hook of hooks) hook();
      return result;
    },
    close: () => connections.close(),
  };
};

const afterCommitHooks = new WeakMap<Queries, (() => void)[]>();

/** Calls `hook` once the transaction `tx` is durable; never, if it is rolled back. */
export const afterCommit = (tx: Queries, hook: () => void): void => {
  const hooks = afterCommitHooks.get(tx);
  if (!hooks) throw new Error('afterCommit takes a transaction of Store.transaction');
  hooks.push(hook);
};
