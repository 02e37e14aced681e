import { HandleEmptyInListsPlugin, Kysely, replaceWithNoncontingentExpression } from 'kysely';
import type { Connections } from '../kit/sql/dialect.ts';
import { type Interceptor, intercept } from '../kit/sql/intercept.ts';
import type { StoreLocation } from '../kit/sql/location.ts';
import type { Peers } from '../kit/sql/peers.ts';
import { bindConnection } from '../kit/sql/prepared.ts';
import { retryConcurrencyFailures } from '../kit/sql/retry.ts';
import { openDatabase } from './database.ts';
import { type Migrations, migrate } from './migrations/index.ts';
import { loadLockedTables, loadTables, type Queries, type Tables } from './tables.ts';

/** All that is kept. Reads see what is committed; a transaction that has resolved is on disk. */
export interface Store {
  readonly reads: Queries;
  /**
   * Runs `work` in one transaction: all of it is kept, or, where it throws, nothing. Resolves once that is durable.
   * On SQLite it runs alone. On PostgreSQL others run beside it: lock the row that a decision is about before reading
   * what it depends on. `work` runs again, from its beginning, where the database ended it in favour of another
   * transaction, so it must leave nothing behind but what it does through `tx`.
   */
  transaction<T>(work: (tx: Queries) => Promise<T>): Promise<T>;
  /** Reads everything as of one moment. On SQLite transactions wait meanwhile, so `work` must not wait for anything else. */
  readConsistently<T>(work: (rows: Queries) => Promise<T>): Promise<T>;
  /**
   * Lets the transaction `tx` alone touch all that holds state, but for `meta`: waits for those that have read or
   * written it, and keeps others from it until `tx` ends.
   */
  lockTables(tx: Queries): Promise<void>;
  /** Lets counters go on after the greatest numbers that were written to the tables; never back. */
  countOn(tx: Queries): Promise<void>;
  /** The other servers on the same database. */
  readonly peers: Peers;
  close(): Promise<void>;
}

export type { StoreLocation } from '../kit/sql/location.ts';

/** What tests choose of a store. */
export interface StoreOptions {
  /** What each statement passes through. Default nothing. */
  interceptor?: Interceptor | undefined;
  /** The schema to bring the database up to. Default the shipped one. */
  migrations?: Migrations | undefined;
}

/**
 * Opens the store and brings its schema up to date.
 * Throws when another server uses the folder, when the database cannot be reached, or when a newer version wrote it.
 */
export const openStore = async (
  location: StoreLocation,
  { interceptor, migrations }: StoreOptions = {},
): Promise<Store> => {
  const connections = await openDatabase(location);
  return storeOn(interceptor ? intercept(connections, interceptor) : connections, migrations);
};

/** The store on a database that is open; it is closed with the store, or where this throws. */
export const storeOn = async (connections: Connections, migrations?: Migrations): Promise<Store> => {
  // `x in ()`, which PostgreSQL refuses, is false.
  const plugins = [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })];
  const reads = new Kysely<Tables>({ dialect: connections.reads, plugins });
  const writes = new Kysely<Tables>({ dialect: connections.writes, plugins });
  if (connections.reader) bindConnection(reads, connections.reader);
  try {
    await migrate(connections, migrations);
  } catch (error) {
    await connections.close();
    throw error;
  }
  const transactOnce = async <T>(work: (tx: Queries) => Promise<T>): Promise<T> => {
    const hooks: (() => void)[] = [];
    const result = await writes.transaction().execute(async (tx) => {
      afterCommitHooks.set(tx, hooks);
      bindConnection(tx, await tx.getExecutor().provideConnection(async (connection) => connection));
      return work(tx);
    });
    for (const hook of hooks) hook();
    return result;
  };
  return {
    reads,
    transaction: (work) => retryConcurrencyFailures(() => transactOnce(work)),
    readConsistently: (work) =>
      retryConcurrencyFailures(() =>
        writes.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
      ),
    lockTables: async (tx) => connections.schema.lockTables(tx, await loadLockedTables()),
    countOn: async (tx) => {
      for (const { name: table, counter: column } of await loadTables()) {
        if (column !== undefined) await connections.schema.countOn(tx, { table, column });
      }
    },
    peers: connections.peers,
    close: () => connections.close(),
  };
};

const afterCommitHooks = new WeakMap<Queries, (() => void)[]>();

/** Calls `hook` once the transaction `tx` is durable; never, if it is rolled back, be it to run again. */
export const afterCommit = (tx: Queries, hook: () => void): void => {
  const hooks = afterCommitHooks.get(tx);
  if (!hooks) throw new Error('afterCommit takes a transaction of Store.transaction');
  hooks.push(hook);
};
