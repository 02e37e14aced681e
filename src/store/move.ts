import { createHash } from 'node:crypto';
import { Kysely, sql } from 'kysely';
import { unstorableText } from '../kit/action/text.ts';
import { isUniqueViolation } from '../kit/sql/errors.ts';
import { describeLocation, hasDatabase, type StoreLocation } from '../kit/sql/location.ts';
import { openDatabase, program } from './database.ts';
import { type Store, storeOn } from './index.ts';
import { appliedMigrations, migrate } from './migrations/index.ts';
import { anyTable, type Row, readBatches } from './rows.ts';
import { deleteSome } from './state.ts';
import { loadKeptTables, loadTables, type Queries, type Table, type Tables } from './tables.ts';

/** The result for one table. */
export interface MovedTable {
  table: string;
  rows: number;
  /** SHA-256 of all rows in key order, in hexadecimal: the same in both databases. */
  checksum: string;
}

/** The database that a move reads. No server has it open. */
export interface Source {
  /** Runs `work` on one consistent read. */
  read<T>(work: (rows: Queries) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The database that a move writes. */
export interface Target {
  store: Store;
  /** Writes all rows of a source in the transaction `tx`. If this throws, `tx` must be rolled back. */
  write(tx: Queries, rows: Queries): Promise<MovedTable[]>;
}

/**
 * Opens the database to move from and brings its schema up to date, so that both databases have the same tables.
 * Throws if it holds no data, or if a server uses it.
 */
export const openSource = async (location: StoreLocation): Promise<Source> => {
  const place = describeLocation(location);
  const nothing = `There is no data of cosell in ${place}: nothing was moved. Look at --from.`;
  if (!hasDatabase(location, program)) throw new Error(nothing);
  const connections = await openDatabase(location);
  try {
    if ((await appliedMigrations(connections)).length === 0) throw new Error(nothing);
    if (await connections.isInUse()) {
      throw new Error(
        `A cosell server is connected to ${place}: nothing was moved. Stop all servers that use it, and start the move again.`,
      );
    }
    await migrate(connections);
  } catch (error) {
    await connections.close();
    throw error;
  }
  return {
    read: async (work) => {
      const db = new Kysely<Tables>({ dialect: connections.migrations });
      try {
        return await db
          .transaction()
          .setIsolationLevel('repeatable read')
          .setAccessMode('read only')
          .execute(work);
      } finally {
        await db.destroy();
      }
    },
    close: () => connections.close(),
  };
};

/** Opens the database to move to, and creates its tables if needed. Throws later if it has rows, unless they are to be replaced. */
export const openTarget = async (
  location: StoreLocation,
  { replaces = false }: { replaces?: boolean | undefined } = {},
): Promise<Target> => {
  const connections = await openDatabase(location);
  const store = await storeOn(connections);
  return {
    store,
    write: async (tx, rows) => {
      if (replaces) await deleteAll(tx, store);
      else await refuseData(tx, location);
      try {
        const moved: MovedTable[] = [];
        for (const table of await loadKeptTables()) moved.push(await moveTable(rows, tx, table));
        await store.countOn(tx);
        return moved;
      } catch (error) {
        if (isUniqueViolation(error)) throw notEmpty(location, 'written to at this moment');
        throw error;
      }
    },
  };
};

const deleteAll = async (tx: Queries, store: Store): Promise<void> => {
  await store.lockTables(tx);
  for (const table of await loadTables()) while (await deleteSome(tx, { ...table, installation: 'table' }));
};

/** Whether any table has rows. There may be no tables yet. */
export const hasRows = async (rows: Queries): Promise<boolean> => {
  const there = new Set((await rows.introspection.getTables()).map(({ name }) => name));
  for (const { name } of await loadTables()) {
    if (!there.has(name)) continue;
    if ((await anyTable(rows).selectFrom(name).selectAll().limit(1).execute()).length > 0) return true;
  }
  return false;
};

/** Throws if a table has rows. They cannot be half of an earlier move, because a move is one transaction. */
const refuseData = async (tx: Queries, location: StoreLocation): Promise<void> => {
  const found: string[] = [];
  for (const { name } of await loadTables()) {
    const [row] = await anyTable(tx).selectFrom(name).selectAll().limit(1).execute();
    if (row) found.push(name);
  }
  if (found.length > 0) throw notEmpty(location, `not empty (${found.join(', ')})`);
};

const notEmpty = (location: StoreLocation, what: string): Error =>
  new Error(
    `${describeLocation(location)} is ${what}: nothing was moved. Move to a new folder or a new database, on which no ` +
      'server was started yet. A move that was interrupted leaves nothing behind: start it again.',
  );

/** Copies a table, reads it back and compares the checksums. */
const moveTable = async (from: Queries, to: Queries, table: Table): Promise<MovedTable> => {
  const { name } = table;
  const read = await digest(from, table, (rows) => insertRows(to, table, rows));
  const written = await digest(to, table);
  if (written.rows === read.rows && written.checksum === read.checksum) return { table: name, ...read };
  throw new Error(
    `What was written to ${name} is not what was read: ${written.rows} rows with checksum ${written.checksum}, not ` +
      `${read.rows} with ${read.checksum}. Nothing was moved, and the data is where it was.`,
  );
};

/** Writes rows. If the database refuses them, throws an Error that names the row, its columns and the reason. */
const insertRows = async (to: Queries, { name, key }: Table, rows: readonly Row[]): Promise<void> => {
  const insert = (some: readonly Row[]) =>
    anyTable(to)
      .insertInto(name)
      .values([...some])
      .execute();
  await sql`savepoint move_batch`.execute(to);
  try {
    await insert(rows);
    await sql`release savepoint move_batch`.execute(to);
  } catch (error) {
    if (isUniqueViolation(error)) throw error;
    await sql`rollback to savepoint move_batch`.execute(to);
    for (const row of rows)
      await insert([row]).catch((reason) => {
        throw refused(name, key, row, reason);
      });
    throw error;
  }
};

const refused = (table: string, key: readonly string[], row: Row, reason: unknown): Error => {
  const columns = Object.keys(row).filter((column) => {
    const value = row[column];
    return typeof value === 'string' && unstorableText(value);
  });
  const keys = key.map((column) => `${column} ${JSON.stringify(row[column])}`).join(', ');
  const why =
    columns.length > 0
      ? `${columns.join(', ')} ${columns.length > 1 ? 'have' : 'has'} the character U+0000 or half of a surrogate pair`
      : (reason as Error).message;
  return new Error(
    `The new place refuses the row of ${table} with ${keys}: ${why}. Nothing was moved, and the data is where it was. ` +
      'Correct or delete the row there, and start the move again.',
  );
};

/** Counts and hashes the rows of a table in key order, which is the same in both databases. */
export const digest = async (
  db: Queries,
  table: Table,
  use: (rows: Row[]) => Promise<void> = async () => {},
): Promise<{ rows: number; checksum: string }> => {
  const hash = createHash('sha256');
  let count = 0;
  for await (const rows of readBatches(db, table)) {
    for (const row of rows) hash.update(`${lineOf(row)}\n`);
    await use(rows);
    count += rows.length;
  }
  return { rows: count, checksum: hash.digest('hex') };
};

/** A row as text, its columns sorted by name because their order may differ between the databases. */
const lineOf = (row: Row): string =>
  JSON.stringify(
    Object.keys(row)
      .sort()
      .map((column) => [column, row[column]]),
  );
