import { HandleEmptyInListsPlugin, Kysely, replaceWithNoncontingentExpression } from 'kysely';
import { onBehalfOf } from '../kit/flow/on-behalf.ts';
import type { Connections, Usage } from '../kit/sql/dialect.ts';
import { type Interceptor, intercept } from '../kit/sql/intercept.ts';
import type { StoreLocation } from '../kit/sql/location.ts';
import type { Peers } from '../kit/sql/peers.ts';
import { bindConnection } from '../kit/sql/prepared.ts';
import { retryConcurrencyFailures } from '../kit/sql/retry.ts';
import { openDatabase } from './database.ts';
import { type Migrations, migrate } from './migrations/index.ts';
import { loadLockedTables, loadTables, type Queries, type Tables } from './tables.ts';

/** The server's data. Reads see committed data; a transaction that has resolved is durable. */
export interface Store {
  readonly reads: Queries;
  /**
   * Runs `work` in one transaction, which rolls back if it throws. Resolves once the commit is durable.
   * Transactions run one at a time on SQLite, but concurrently on PostgreSQL: lock the row that a decision is about
   * before reading what the decision depends on. If the database rolls the transaction back in favour of another, `work`
   * runs again from the start, so it must have no effects other than through `tx`.
   */
  transaction<T>(work: (tx: Queries) => Promise<T>): Promise<T>;
  /**
   * Opens a read of the data of this moment, which may last for as long as its reader needs: it delays no transaction. See
   * `Connections.openSnapshot`.
   */
  openSnapshot(): Promise<OpenSnapshot>;
  /** Runs `work`, whose transactions may change most rows: it bounds their memory. */
  withLargeTransactions<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Locks all tables that hold state, except `meta`, for the transaction `tx` until it ends. Waits for transactions that
   * have read or written them.
   */
  lockTables(tx: Queries): Promise<void>;
  /** Moves counters past the greatest numbers in their tables; never back. */
  countOn(tx: Queries): Promise<void>;
  /** Returns why nothing can be written durably, as a clause; undefined if nothing is known: see `Connections.findFault`. */
  findFault(): Promise<string | undefined>;
  /** What this process uses of the database, and did since it was opened. Costs nothing. */
  usage(): StoreUsage;
  /** The other servers on the same database. */
  readonly peers: Peers;
  close(): Promise<void>;
}

/** An open snapshot. Close it. */
export interface OpenSnapshot {
  readonly rows: Queries;
  close(): Promise<void>;
}

/** Transactions, by their end, and commits: fewer if one is of several transactions. */
export interface StoreUsage extends Omit<Usage, 'grouped'> {
  readonly committed: number;
  readonly rolledBack: number;
  readonly commits: number;
}

export type { StoreLocation } from '../kit/sql/location.ts';

/** Options for tests. */
export interface StoreOptions {
  /** Receives each statement. Default none. */
  interceptor?: Interceptor | undefined;
  /** The migrations to apply. Default the shipped ones. */
  migrations?: Migrations | undefined;
}

/**
 * Opens the store and brings its schema up to date.
 * Throws if another server uses the folder, the database cannot be reached, or a newer version wrote it.
 */
export const openStore = async (
  location: StoreLocation,
  { interceptor, migrations }: StoreOptions = {},
): Promise<Store> => {
  const connections = await openDatabase(location);
  return storeOn(interceptor ? intercept(connections, interceptor) : connections, migrations);
};

/** Opens the store on an open database, which closes with the store, or if this throws. */
export const storeOn = async (connections: Connections, migrations?: Migrations): Promise<Store> => {
  // Makes `x in ()`, a syntax error in PostgreSQL, false.
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
  let committed = 0;
  let rolledBack = 0;
  const transactOnce = async <T>(work: (tx: Queries) => Promise<T>): Promise<T> => {
    const hooks: (() => void)[] = [];
    const result = await writes
      .transaction()
      .execute(async (tx) => {
        afterCommitHooks.set(tx, hooks);
        bindConnection(tx, await tx.getExecutor().provideConnection(async (connection) => connection));
        return work(tx);
      })
      .catch((error) => {
        rolledBack += 1;
        throw error;
      });
    committed += 1;
    // What they start is nobody's own: jobs, deliveries.
    onBehalfOf(undefined, () => {
      for (const hook of hooks) hook();
    });
    return result;
  };
  return {
    reads,
    transaction: (work) => retryConcurrencyFailures(() => transactOnce(work)),
    openSnapshot: () => openSnapshotOf(connections),
    withLargeTransactions: connections.withLargeTransactions,
    lockTables: async (tx) => connections.schema.lockTables(tx, await loadLockedTables()),
    countOn: async (tx) => {
      for (const { name: table, counter: column } of await loadTables()) {
        if (column !== undefined) await connections.schema.countOn(tx, { table, column });
      }
    },
    findFault: connections.findFault,
    usage: () => {
      const { grouped, ...usage } = connections.usage();
      const { transactions, rollbacks, commits } = grouped ?? {
        ...{ transactions: committed, rollbacks: rolledBack, commits: committed },
      };
      return { ...usage, committed: transactions, rolledBack: rollbacks, commits };
    },
    peers: connections.peers,
    close: () => connections.close(),
  };
};

/** Opens a snapshot of an open database, whatever its schema is. See `Store.openSnapshot`. */
export const openSnapshotOf = async (connections: Connections): Promise<OpenSnapshot> => {
  const snapshot = await connections.openSnapshot();
  const rows = new Kysely<Tables>({ dialect: snapshot.dialect });
  return {
    rows,
    close: async () => {
      await rows.destroy();
      await snapshot.close();
    },
  };
};

const afterCommitHooks = new WeakMap<Queries, (() => void)[]>();

/** Calls `hook` once the transaction `tx` is durable. Never calls it if `tx` rolls back, even if its work is retried. */
export const afterCommit = (tx: Queries, hook: () => void): void => {
  const hooks = afterCommitHooks.get(tx);
  if (!hooks) throw new Error('afterCommit takes a transaction of Store.transaction');
  hooks.push(hook);
};
