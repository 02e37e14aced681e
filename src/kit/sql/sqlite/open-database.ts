import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** How long to wait for another program, such as the sqlite3 shell. Short, because it blocks the event loop. */
const BUSY_TIMEOUT = 'busy_timeout = 250';

/** Whether a data folder exists and has a database. */
export function hasDatabaseFile(folder: string, name: string): boolean {
  return existsSync(databaseFile(folder, name));
}

/** Opens the writing connection, and creates the database if there is none. */
export function openWriter(folder: string, name: string): DatabaseSync {
  return configure(new DatabaseSync(databaseFile(folder, name), CONNECTION), [
    BUSY_TIMEOUT,
    'journal_mode = WAL',
    // A commit that has returned survives a power failure.
    'synchronous = FULL',
    'cache_size = -4096',
    // Cuts a log that got longer than one usually does (long-log.ts), some 4,000 pages.
    'journal_size_limit = 16777216',
    // The pages that a rollback to a savepoint needs: some 20 of a transaction, which as a file is a tenth of the time of a task.
    // Source: SQLite, "Temporary Files Used By SQLite", 2.5. What changes most pages is in a thread (large-transactions.ts).
    'temp_store = MEMORY',
  ]);
}

/** Opens a read-only connection to an existing database. */
export function openReader(folder: string, name: string): DatabaseSync {
  return configure(new DatabaseSync(databaseFile(folder, name), { readOnly: true, ...CONNECTION }), [
    BUSY_TIMEOUT,
    'cache_size = -4096',
  ]);
}

/** Opens a database in memory, which lives as long as this connection. */
export function openMemory(): DatabaseSync {
  return configure(new DatabaseSync(':memory:', CONNECTION), ['synchronous = OFF']);
}

/** The tables declare no foreign keys (PostgreSQL behind Citus could not check them), so SQLite need not check. */
const CONNECTION = { enableForeignKeyConstraints: false } as const;

/** The path of the database's file. */
export function databaseFile(folder: string, name: string): string {
  return join(folder, `${name}.sqlite`);
}

function configure(database: DatabaseSync, pragmas: readonly string[]): DatabaseSync {
  try {
    for (const pragma of pragmas) database.exec(`PRAGMA ${pragma}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Writes the log of a database into its file, and removes the log. No other process may have it open. */
export function mergeLog(folder: string, name: string): void {
  if (!hasDatabaseFile(folder, name)) return;
  const database = new DatabaseSync(databaseFile(folder, name));
  try {
    database.exec('PRAGMA journal_mode = DELETE');
  } finally {
    database.close();
  }
}
