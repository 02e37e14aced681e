import type { DatabaseSync } from 'node:sqlite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
  SelectQueryNode,
} from 'kysely';
import { once } from '../../flow/once.ts';
import type { Snapshot, Usage } from '../dialect.ts';
import type { Program } from '../program.ts';
import { ReadConnection } from './connections.ts';
import { explainFolder, prepareFolder } from './data-folder.ts';
import { readDialect, writeDialect } from './dialect.ts';
import { DatabaseClosedError } from './errors.ts';
import { GroupCommit, type GroupCommitOptions, type WriteStatistics } from './group-commit.ts';
import { createLargeTransactions } from './large-transactions.ts';
import { lockFolder } from './lock.ts';
import { watchLog } from './long-log.ts';
import { databaseFile, openMemory, openReader, openWriter } from './open-database.ts';
import { ReadTransaction } from './read-transaction.ts';
import { snapshotOfFolder, snapshotOfMemory } from './snapshot.ts';
import { Statements } from './statements.ts';
import { watchStorage } from './storage.ts';

export { CommitFailedError, DatabaseClosedError, FolderInUseError, LockTimeoutError } from './errors.ts';
export type { GroupCommitOptions, WriteStatistics } from './group-commit.ts';

/** An open database. Give each dialect to one Kysely instance; destroying the instance leaves the database open. */
export interface SqliteConnections {
  /**
   * For reads outside of transactions: sees committed data only, and refuses to write. Code inside a transaction must
   * query through it: for a database in memory, a read here waits until the transaction ends.
   */
  readonly reads: Dialect;
  /** The only connection of `reads`. */
  readonly reader: DatabaseConnection;
  /**
   * For transactions. They run one after another in the order they began and resolve when durable, many with one disk
   * sync. A transaction that waits for something else blocks all others. A query outside of a transaction gets its own.
   */
  readonly writes: Dialect;
  /** See `Connections.openSnapshot`. */
  openSnapshot(): Promise<Snapshot>;
  /** See `Connections.withLargeTransactions`. Costs a thread. */
  withLargeTransactions<T>(work: () => Promise<T>): Promise<T>;
  /** See `Connections.findFault`. */
  findFault(): Promise<string | undefined>;
  statistics(): WriteStatistics;
  usage(): Usage;
  /** Refuses new work, finishes what has begun, closes the database and unlocks the folder. Idempotent. */
  close(): Promise<void>;
}

const DEFAULT_OPTIONS: GroupCommitOptions = {
  batchSize: 256,
  batchBytes: 1_048_576,
  batchAgeMs: 50,
  patienceMs: 10_000,
};

/**
 * Opens the database of a data folder, and creates it if needed, or opens an empty one in memory.
 *
 * @throws FolderInUseError if another process holds the folder, FolderUnusableError if it cannot hold the data.
 */
export function openSqlite(
  location: { readonly folder: string } | 'memory',
  program: Program,
  options: Partial<GroupCommitOptions> = {},
): SqliteConnections {
  const settings = { ...DEFAULT_OPTIONS, ...options };
  return location === 'memory' ? openInMemory(settings) : openInFolder(location.folder, program, settings);
}

function openInFolder(folder: string, program: Program, options: GroupCommitOptions): SqliteConnections {
  prepareFolder(folder, program);
  // Closed in reverse order, also if opening fails half way. Node.js 22 has no DisposableStack.
  const closings: (() => void)[] = [];
  const closeAll = (): void => {
    for (const close of closings.splice(0).reverse()) close();
  };
  try {
    const lock = lockFolder(folder, program);
    closings.push(() => lock.release());
    const writer = openWriter(folder, program.name);
    closings.push(() => close(writer));
    const reader = openReader(folder, program.name);
    closings.push(() => close(reader));
    const file = databaseFile(folder, program.name);
    const storage = watchStorage(folder, program.name, file);
    const reading = new ReadTransaction(reader);
    closings.push(() => reading.end());
    const log = watchLog(writer, file, () => reading.end());
    const groupCommit = new GroupCommit(writer, new Statements(writer), {
      ...options,
      beforeCommit: () => reading.end(),
      verify: storage.checkFile,
      afterCommit: log.check,
    });
    const large = createLargeTransactions({
      file,
      groupCommit,
      verify: storage.checkFile,
      committed: () => {
        reading.end();
        return log.check()?.();
      },
    });
    const statements = new Statements(reader);
    const connection = new ReadConnection((query) => {
      if (reader.isOpen === false) throw new DatabaseClosedError();
      reading.begin();
      return statements.execute(query);
    });
    return {
      reads: readDialect(connection),
      reader: connection,
      openSnapshot: async () => snapshotOfFolder(folder, program.name),
      writes: writeDialect(() => large.current() ?? groupCommit),
      withLargeTransactions: large.run,
      findFault: storage.findFault,
      statistics: () => groupCommit.statistics(),
      usage: () => groupCommit.usage(),
      close: async () => {
        await groupCommit.close();
        await large.close();
        await log.close();
        closeAll();
      },
    };
  } catch (error) {
    closeAll();
    throw explainFolder(error, folder, program);
  }
}

/** There is only one connection, so reads wait for the writer lock like transactions. */
function openInMemory(options: GroupCommitOptions): SqliteConnections {
  const database = openMemory();
  const statements = new Statements(database);
  const groupCommit = new GroupCommit(database, statements, options);
  const connection = new ReadConnection((query) =>
    groupCommit.betweenTransactions(() => readOnly(database, statements, query)),
  );
  return {
    reads: readDialect(connection),
    reader: connection,
    openSnapshot: () => groupCommit.betweenTransactions(() => snapshotOfMemory(database)),
    writes: writeDialect(() => groupCommit),
    withLargeTransactions: (work) => work(),
    findFault: async () => undefined,
    statistics: () => groupCommit.statistics(),
    usage: () => groupCommit.usage(),
    close: once(() => groupCommit.close().then(() => database.close())),
  };
}

/** Refuses to write, like the read-only connection of a folder, so that tests in memory notice. */
function readOnly<Row>(
  database: DatabaseSync,
  statements: Statements,
  query: CompiledQuery,
): QueryResult<Row> {
  if (SelectQueryNode.is(query.query)) return statements.execute<Row>(query);
  database.exec('PRAGMA query_only = ON');
  try {
    return statements.execute<Row>(query);
  } finally {
    database.exec('PRAGMA query_only = OFF');
  }
}

function close(database: DatabaseSync): void {
  database.close();
}
