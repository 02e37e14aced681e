import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { usedKeyIds } from '../access/secrets.ts';
import { nowMs } from '../kit/flow/real-time.ts';
import { byDatabase, describeLocation, hasDatabase, type SqliteLocation } from '../kit/sql/location.ts';
import {
  type BackupDescription,
  copyDatabase,
  describeCopy,
  digestAll,
  verifyBackup,
} from '../store/backup-file.ts';
import { openDatabase, program } from '../store/database.ts';
import { openSnapshotOf, type StoreLocation } from '../store/index.ts';
import { appliedMigrations, shippedMigrationNames } from '../store/migrations/index.ts';
import { type MovedTable, openTarget } from '../store/move.ts';
import { readSchemaNames } from '../store/state.ts';
import type { Queries } from '../store/tables.ts';
import { version } from './package.ts';

/** What is read of the source while it is copied. */
type Copied = Pick<BackupDescription, 'schema' | 'tables' | 'secretsKeys'>;

/**
 * Copies everything at a place, at one moment, to one file, while servers use the place. Opens the copy and compares it with what
 * was read before it gets its name, so the file is there whole or not at all. Throws if there is a file already, without `force`.
 */
export const backup = async (
  from: StoreLocation,
  destination: string,
  { force }: { force: boolean },
): Promise<BackupDescription> => {
  const refuseFile = (): void => {
    if (!force && existsSync(destination))
      throw new Error(`${destination} exists. Name another file, or overwrite it with --force.`);
  };
  refuseFile();
  if (!hasDatabase(from, program)) throw noData(from);
  // A folder of this user only, on the same file system.
  const folder = join(dirname(destination), `.cosell-backup-${randomBytes(6).toString('hex')}`);
  await mkdir(folder, { mode: 0o700 });
  try {
    const file = join(folder, `${program.name}.sqlite`);
    const at = new Date(nowMs()).toISOString();
    const copied = await byDatabase<Promise<Copied>>(from, {
      sqlite: (place) => copySqlite(place, file),
      postgres: () => copyRows(from, folder),
    });
    await chmod(file, 0o600);
    await describeCopy(file, { at, version, ...copied });
    const description = await verifyBackup(file);
    refuseFile();
    await rename(file, destination);
    await syncFolder(dirname(destination));
    return description;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const noData = (from: StoreLocation): Error =>
  new Error(`There is no data of cosell in ${describeLocation(from)}. Look at --data or --database-url.`);

const describe = async (rows: Queries, tables: MovedTable[]): Promise<Copied> => ({
  schema: await readSchemaNames(rows),
  tables,
  secretsKeys: await usedKeyIds(rows),
});

const copySqlite = async (place: SqliteLocation, file: string): Promise<Copied> => {
  if (place === 'memory')
    throw new Error('There is nothing to copy in memory: `cosell export` asks the server.');
  return copyDatabase(place.folder, file, async (rows) => describe(rows, await digestAll(rows)));
};

/** Copies the rows of a database to a new SQLite database in a folder. */
const copyRows = async (from: StoreLocation, folder: string): Promise<Copied> => {
  const connections = await openDatabase(from);
  try {
    const applied = await appliedMigrations(connections);
    if (applied.length === 0) throw noData(from);
    requireCurrent(applied);
    const snapshot = await openSnapshotOf(connections);
    try {
      const { store, write } = await openTarget({ folder });
      try {
        const tables = await store.transaction((tx) => write(tx, snapshot.rows));
        return await describe(snapshot.rows, tables);
      } finally {
        await store.close();
      }
    } finally {
      await snapshot.close();
    }
  } finally {
    await connections.close();
  }
};

/** Throws if the migrations of a database are not those of this version, whose tables the copy gets. */
const requireCurrent = (applied: readonly string[]): void => {
  const own = shippedMigrationNames();
  if (own.join() === applied.join()) return;
  throw new Error(
    applied.every((name) => own.includes(name))
      ? 'The database has the schema of an older version of cosell: run `cosell migrate`, or make the backup with that version.'
      : 'The database has the schema of a newer version of cosell: make the backup with that version.',
  );
};

/** Makes a rename survive a power failure. */
export const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
};
