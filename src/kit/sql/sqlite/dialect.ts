import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  LimitNode,
  type SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  ValueNode,
} from 'kysely';
import { type ReadConnection, WriteConnection } from './connections.ts';
import type { Transactions } from './transactions.ts';

class Adapter extends SqliteAdapter {
  /** Kysely's own lock would hold the connection until the transaction is durable, which prevents group commit. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }

  /** SQLite rolls back schema changes too, so migrations run in a transaction. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class QueryCompiler extends SqliteQueryCompiler {
  /** Drops `FOR UPDATE SKIP LOCKED`, which SQLite lacks and does not need: there is one writer at a time. */
  protected override visitSelectQuery({ endModifiers, ...node }: SelectQueryNode): void {
    const kept = endModifiers?.filter(
      ({ modifier }) => modifier !== 'ForUpdate' && modifier !== 'SkipLocked',
    );
    super.visitSelectQuery(kept?.length ? { ...node, endModifiers: kept } : node);
  }

  /**
   * Writes numbers into the text: SQLite looks at the value of a parameter when it plans, and plans again with each value that is bound,
   * which took four fifths of a query by key.
   */
  protected override visitLimit(node: LimitNode): void {
    const { limit } = node;
    const isNumber = ValueNode.is(limit) && typeof limit.value === 'number';
    super.visitLimit(isNumber ? LimitNode.create(ValueNode.createImmediate(limit.value)) : node);
  }
}

/** A dialect for queries outside of transactions; it rejects transactions. */
export function readDialect(connection: ReadConnection): Dialect {
  return dialectOf({
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    beginTransaction: async () => {
      throw new Error('This database handle only reads: begin the transaction on the one that writes.');
    },
    commitTransaction: async () => {},
    rollbackTransaction: async () => {},
  });
}

/** A dialect for transactions. `beginTransaction` waits for the writer lock; a connection alone blocks nothing. */
export function writeDialect(transactions: () => Transactions): Dialect {
  return dialectOf({
    acquireConnection: async () => new WriteConnection(transactions()),
    // Rolls back a transaction that its owner did not end.
    releaseConnection: async (connection) => own(connection).rollback(),
    beginTransaction: (connection) => own(connection).begin(),
    commitTransaction: (connection) => own(connection).commit(),
    rollbackTransaction: async (connection) => own(connection).rollback(),
  });
}

/** Does not open or close: `openSqlite` does, so that both dialects can share one database. */
function dialectOf(driver: Omit<Driver, 'init' | 'destroy'>): Dialect {
  return {
    createDriver: () => ({ ...driver, init: async () => {}, destroy: async () => {} }),
    createAdapter: () => new Adapter(),
    createQueryCompiler: () => new QueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

function own(connection: DatabaseConnection): WriteConnection {
  if (connection instanceof WriteConnection) return connection;
  throw new TypeError('The connection was acquired from another driver.');
}
