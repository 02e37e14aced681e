import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Snapshot } from '../dialect.ts';
import { ReadConnection } from './connections.ts';
import { readDialect } from './dialect.ts';
import { copyTo } from './older-node.ts';
import { openReader } from './open-database.ts';
import { Statements } from './statements.ts';

/** Opens a snapshot of a folder's database: a read transaction on a connection of its own, which no commit waits for. */
export function snapshotOfFolder(folder: string, name: string): Snapshot {
  return snapshotOf(openReader(folder, name));
}

/** Names the copies of databases in memory of this process. */
let copies = 0;

const SQLITE_CANTOPEN = 14;

/** Pages to copy at once, in a thread of its own. */
const PAGES_AT_ONCE = 1_000;

/**
 * Copies a database in memory to another one, because a connection to it cannot have a second transaction. To be called
 * between transactions, which wait for it.
 */
export async function snapshotOfMemory(database: DatabaseSync): Promise<Snapshot> {
  copies += 1;
  // With a slash: where a URI is taken for the path of a file, its folder is nowhere, so that no file is made.
  const place = `file:/snapshot-${copies}?mode=memory&cache=shared`;
  let copy: DatabaseSync | undefined;
  try {
    copy = new DatabaseSync(place);
    await copyTo(database, place, { rate: PAGES_AT_ONCE, openOther: () => database });
    return snapshotOf(copy);
  } catch (error) {
    copy?.close();
    if ((error as { errcode?: number }).errcode === SQLITE_CANTOPEN) return await snapshotInFile(database);
    throw error;
  }
}

/** Copies a database in memory to a temporary file: Node.js 22 does not copy to a URI (seen in 22.13 and 22.23). */
async function snapshotInFile(database: DatabaseSync): Promise<Snapshot> {
  const folder = await mkdtemp(join(tmpdir(), 'cosell-snapshot-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const file = join(folder, 'copy.sqlite');
    database.prepare('VACUUM INTO ?').run(file);
    const snapshot = snapshotOfFile(file);
    return { ...snapshot, close: () => snapshot.close().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Opens a snapshot of a file of which nothing else is known: it may be no database. Throws SQLite's error. */
export function snapshotOfFile(path: string): Snapshot {
  return snapshotOf(new DatabaseSync(path, { readOnly: true }));
}

/**
 * Copies a folder's database to a file that does not exist yet, in steps beside a server that uses the folder. Returns a snapshot
 * of what was copied. Its read transaction makes all steps see one state: without it the copy would begin anew with each commit.
 */
export async function copyFolder(folder: string, name: string, path: string): Promise<Snapshot> {
  const reader = openReader(folder, name);
  const snapshot = snapshotOf(reader);
  try {
    const copied = await copyTo(reader, path, {
      rate: PAGES_AT_ONCE,
      openOther: () => openReader(folder, name),
    });
    if (copied === 'of the transaction') return snapshot;
    await snapshot.close();
    return snapshotOfFile(path);
  } catch (error) {
    await snapshot.close();
    throw error;
  }
}

function snapshotOf(database: DatabaseSync): Snapshot {
  const statements = new Statements(database);
  try {
    database.exec('BEGIN');
    // SQLite's transaction begins with its first read.
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    dialect: readDialect(new ReadConnection((query) => statements.execute(query))),
    close: async () => {
      // `isOpen` is undefined before Node.js 22.15.
      if (database.isOpen !== false) database.close();
    },
  };
}
