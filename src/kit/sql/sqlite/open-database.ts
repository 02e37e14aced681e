import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Milliseconds to wait for a foreign program, such as the sqlite3 shell; it stops the event loop, so not long. */
const BUSY_TIMEOUT_MS = 250;

/** Creates a data folder, for its owner only, if there is none. */
export function createFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** Whether a data folder is there, and has a database. */
export function hasDatabaseFile(folder: string, name: string): boolean {
  return existsSync(databaseFile(folder, name));
}

/** Opens the connection that writes, and creates the database. */
export function openWriter(folder: string, name: string): DatabaseSync {
  return configure(
    new DatabaseSync(databaseFile(folder, name), { timeout: BUSY_TIMEOUT_MS, ...CONNECTION }),
    [
      'journal_mode = WAL',
      // A commit is on the disk when it returns, also through a power failure.
      'synchronous = FULL',
      'cache_size = -4096',
      // Give the disk space back after a batch far above the 4 MB at which the log is moved to the database.
      'journal_size_limit = 16777216',
    ],
  );
}

/** Opens the connection that reads what is committed; the database exists. */
export function openReader(folder: string, name: string): DatabaseSync {
  return configure(
    new DatabaseSync(databaseFile(folder, name), { timeout: BUSY_TIMEOUT_MS, readOnly: true, ...CONNECTION }),
    ['cache_size = -4096'],
  );
}

/** Opens a database in memory; it lives as long as its one connection. */
export function openMemory(): DatabaseSync {
  return configure(new DatabaseSync(':memory:', CONNECTION), ['synchronous = OFF']);
}

/** The tables declare no foreign keys (PostgreSQL behind Citus could not check them), so SQLite need not look. */
const CONNECTION = { enableForeignKeyConstraints: false } as const;

function databaseFile(folder: string, name: string): string {
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
