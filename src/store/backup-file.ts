import { open } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { copyFolder, snapshotOfFile } from '../kit/sql/sqlite/snapshot.ts';
import { program } from './database.ts';
import { shippedMigrationNames } from './migrations/index.ts';
import { digest, type MovedTable } from './move.ts';
import { loadKeptTables, type Queries, type Table, type Tables } from './tables.ts';

/** The version of the format of backups. */
const FORMAT = 1;
/** The table by which a file is known as a backup. It has one row: the description as JSON. */
const TABLE = 'cosell_backup';

/** What a backup says of itself. */
export interface BackupDescription {
  /** When the copy was made, by the clock of the machine. */
  at: string;
  /** The version of cosell that made it. */
  version: string;
  /** The migrations that its tables have. */
  schema: string[];
  /** Number of rows of each table, and a checksum of them. */
  tables: MovedTable[];
  /** The ids of the secrets keys that its secrets are encrypted with. The keys are not in it. */
  secretsKeys: string[];
}

/** Counts and hashes the rows of all tables that a backup keeps. */
export const digestAll = async (rows: Queries): Promise<MovedTable[]> => {
  const there = new Set((await rows.introspection.getTables()).map(({ name }) => name));
  const tables: MovedTable[] = [];
  for (const table of (await loadKeptTables()).filter(({ name }) => there.has(name))) {
    tables.push({ table: table.name, ...(await digest(rows, table)) });
  }
  return tables;
};

/** Copies a folder's database to a new file beside a server that uses it. Runs `read` on what was copied. */
export const copyDatabase = async <T>(
  folder: string,
  path: string,
  read: (rows: Queries) => Promise<T>,
): Promise<T> => {
  const snapshot = await copyFolder(folder, program.name, path);
  try {
    return await read(new Kysely<Tables>({ dialect: snapshot.dialect }));
  } finally {
    await snapshot.close();
  }
};

/** Runs `read` on the database in a file. Throws an Error that begins with `path` if it is no database. */
export const readDatabase = async <T>(
  path: string,
  read: (rows: Queries) => Promise<T>,
  kind = 'database',
): Promise<T> => {
  const snapshot = openFile(path, kind);
  try {
    return await read(new Kysely<Tables>({ dialect: snapshot.dialect }));
  } finally {
    await snapshot.close();
  }
};

const openFile = (path: string, kind: string) => {
  try {
    return snapshotOfFile(path);
  } catch (error) {
    throw new Error(`${path} is no ${kind}, or is damaged: ${(error as Error).message}.`);
  }
};

/** Writes the description into a copy, makes it one file without a log, and syncs it to the disk. */
export const describeCopy = async (path: string, description: BackupDescription): Promise<void> => {
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA journal_mode = DELETE');
    database.exec(`CREATE TABLE ${TABLE} (format INTEGER NOT NULL, description TEXT NOT NULL)`);
    database.prepare(`INSERT INTO ${TABLE} VALUES (?, ?)`).run(FORMAT, JSON.stringify(description));
  } finally {
    database.close();
  }
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
};

/**
 * Opens a backup and checks all of it: SQLite's own check of the file, the schema, and count and checksum of each table. Returns
 * what it says of itself. Throws an Error that says what is wrong. Costs a read of the whole file.
 */
export const verifyBackup = async (path: string): Promise<BackupDescription> =>
  readDatabase(
    path,
    async (rows) => {
      const { format, description } = await readDescription(path, rows);
      const known = shippedMigrationNames();
      const { schema = [], tables = [], version } = description;
      const newer = schema.filter((name) => !known.includes(name));
      if (format !== FORMAT || newer.length > 0) {
        throw new Error(
          `${path} was made by a newer version of cosell (${version}, schema ${newer.join(', ') || format}). Restore it with ` +
            'that version or a newer one.',
        );
      }
      const { rows: findings } = await sql<{ integrity_check: string }>`pragma integrity_check(3)`.execute(
        rows,
      );
      const found = findings
        .map(({ integrity_check: finding }) => finding)
        .filter((finding) => finding !== 'ok');
      if (found.length > 0) throw damaged(path, found.join('; '));
      const definitions = await loadKeptTables();
      for (const expected of tables) {
        const definition = definitions.find(({ name }) => name === expected.table);
        if (definition) await compare(path, rows, definition, expected);
      }
      return description;
    },
    'backup of cosell',
  );

const readDescription = async (
  path: string,
  rows: Queries,
): Promise<{ format: number; description: BackupDescription }> => {
  const query = sql<{
    format: number;
    description: string;
  }>`select format, description from ${sql.table(TABLE)}`;
  try {
    const [row] = (await query.execute(rows)).rows;
    if (row) return { format: row.format, description: JSON.parse(row.description) };
  } catch (error) {
    if (!/no such table/.test((error as Error).message)) throw damaged(path, (error as Error).message);
  }
  throw new Error(`${path} is no backup of cosell: \`cosell backup\` makes one.`);
};

const compare = async (path: string, rows: Queries, table: Table, expected: MovedTable): Promise<void> => {
  const read = await digest(rows, table).catch((error: Error) => {
    throw damaged(path, `${table.name}: ${error.message}`);
  });
  if (read.rows !== expected.rows)
    throw damaged(path, `${table.name} has ${read.rows} rows, and had ${expected.rows}`);
  if (read.checksum !== expected.checksum) throw damaged(path, `rows of ${table.name} have changed`);
};

const damaged = (path: string, what: string): Error =>
  new Error(`The backup ${path} is damaged (${what}). Nothing was restored: take an earlier one.`);
