import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { type ReadConnection, WriteConnection } from './connections.ts';
import type { GroupCommit } from './group-commit.ts';

class Adapter extends SqliteAdapter {
  /** Kysely's own lock would hold a transaction's connection until it is durable, and so prevent group commit. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }

  /** SQLite rolls back schema changes too, so migrations run in a transaction. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** SQLite has no `FOR UPDATE` and needs none: a writer is alone. */
class QueryCompiler extends SqliteQueryCompiler {
  protected override visitSelectQuery({ endModifiers, ...node }: SelectQueryNode): void {
    const kept = endModifiers?.filter(({ modifier }) => modifier !== 'ForUpdate');
    super.visitSelectQuery(kept?.length ? { ...node, endModifiers: kept } : node);
  }
}

/** A dialect for queries outside of transactions; it refuses transactions. */
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

/** A dialect for transactions. They wait for the writer lock in `beginTransaction`, so a connection alone blocks nobody. */
export function writeDialect(groupCommit: GroupCommit): Dialect {
  return dialectOf({
    acquireConnection: async () => new WriteConnection(groupCommit),
    // Ends a transaction whose owner forgot it.
    releaseConnection: async (connection) => own(connection).rollback(),
    beginTransaction: (connection) => own(connection).begin(),
    commitTransaction: (connection) => own(connection).commit(),
    rollbackTransaction: async (connection) => own(connection).rollback(),
  });
}

/** Opening and closing is the business of `openSqlite`, so that both dialects can share one database. */
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
