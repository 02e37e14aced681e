import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import * as sqlite from 'node:sqlite';

/** What `node:sqlite` of earlier Node.js lacks, mostly of 22.13 to 22.15. Source: Node.js docs, SQLite, history of each method. */

/** Returns the names of a statement's columns; undefined if this Node.js does not tell them. Empty if it returns no rows. */
export const columnsOf = (statement: StatementSync): string[] | undefined =>
  (statement as Partial<StatementSync>).columns?.().map(({ name }) => name);

/** Whether a transaction is open. Where this Node.js does not tell it, SQLite refuses to begin another. False if it is closed. */
export const isInTransaction = (database: DatabaseSync): boolean => {
  const known: boolean | undefined = database.isTransaction;
  if (known !== undefined) return known;
  try {
    database.exec('BEGIN; ROLLBACK');
    return false;
  } catch (error) {
    return (error as { errcode?: number }).errcode === SQLITE_ERROR;
  }
};

const SQLITE_ERROR = 1;

/** Pages of a write-ahead log, and those of them that are not in the database yet. */
export interface LogLength {
  pages: number;
  toMove: number;
}

/**
 * How long the write-ahead log is; may not be called within a transaction. Undefined if this SQLite does not tell, which it does since
 * 3.51: an earlier one would move it instead. Source: SQLite, PRAGMA wal_checkpoint.
 */
export const logLengthOf = (database: DatabaseSync): (() => LogLength) | undefined => {
  const [major = 0, minor = 0] = (process.versions.sqlite ?? '').split('.').map(Number);
  if (major < 3 || (major === 3 && minor < 51)) return undefined;
  const ask = database.prepare('PRAGMA wal_checkpoint(NOOP)');
  return () => {
    const { log, checkpointed } = ask.get() ?? {};
    return { pages: Number(log), toMove: Number(log) - Number(checkpointed) };
  };
};

/** Whether a statement returns rows, by its text. */
export const returnsRows = (sql: string): boolean =>
  /^\s*(?:select|with|values|pragma|explain)\b|\breturning\b/i.test(sql);

/** Returns a row as an object with a prototype. */
export const asObject = (row: Record<string, SQLOutputValue>): Record<string, SQLOutputValue> => ({ ...row });

/**
 * Copies a database to a file. Without `backup` it takes one statement, for which no transaction may be open: `openOther` opens the
 * same database again.
 */
export const copyTo = async (
  database: DatabaseSync,
  path: string,
  { rate, openOther }: { rate: number; openOther(): DatabaseSync },
): Promise<'of the transaction' | 'of now'> => {
  if ('backup' in sqlite) {
    await sqlite.backup(database, path, { rate });
    return 'of the transaction';
  }
  const other = openOther();
  try {
    other.prepare('VACUUM INTO ?').run(path);
    return 'of now';
  } finally {
    if (other !== database) other.close();
  }
};
