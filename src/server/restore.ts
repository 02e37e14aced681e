import { constants, existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moveSecretsKeys } from '../access/secrets-key-file.ts';
import { byDatabase, describeLocation } from '../kit/sql/location.ts';
import { prepareFolder } from '../kit/sql/sqlite/data-folder.ts';
import { lockFolder } from '../kit/sql/sqlite/lock.ts';
import { mergeLog } from '../kit/sql/sqlite/open-database.ts';
import { type BackupDescription, readDatabase, verifyBackup } from '../store/backup-file.ts';
import { openDatabase, program } from '../store/database.ts';
import { openSnapshotOf, type StoreLocation } from '../store/index.ts';
import { hasRows } from '../store/move.ts';
import { syncFolder } from './backup.ts';
import { type Move, move } from './move.ts';

export interface Restore extends Pick<Move, 'tasks' | 'invitations'> {
  description: BackupDescription;
  /** The ids of the secrets keys that the servers have to be given. */
  missingKeys: readonly string[];
}

/**
 * Replaces everything at a place by a backup, which is checked first. No server may run there. All or nothing: a folder gets a
 * complete database by one rename, PostgreSQL one transaction. Throws if the place has data, without `force`.
 */
export const restore = async (
  source: string,
  to: StoreLocation,
  { force }: { force: boolean },
): Promise<Restore> => {
  const description = await verifyBackup(source);
  const work = await byDatabase(to, {
    sqlite: async (place) => {
      if (place === 'memory')
        throw new Error('Nothing can be restored in memory: `cosell import` asks the server.');
      return restoreFolder(source, place.folder, force);
    },
    postgres: () => restoreDatabase(source, to, force),
  });
  const missingKeys = await readDatabase(
    source,
    async (rows) => (await moveSecretsKeys(rows, 'memory', to)).missing,
  );
  return { description, missingKeys, tasks: work.tasks, invitations: work.invitations };
};

const occupied = (to: StoreLocation): Error =>
  new Error(
    `${describeLocation(to)} has data: nothing was restored. Restore to a new place, or replace everything there with --force.`,
  );

/** Makes a new database in a folder within the folder, and puts it in the place of the old one. */
const restoreFolder = async (source: string, folder: string, force: boolean): Promise<Move> => {
  prepareFolder(folder, program);
  const lock = lockFolder(folder, program);
  const place = join(folder, `${program.name}.sqlite`);
  const fresh = join(folder, `${program.name}.restore`);
  try {
    if (!force && existsSync(place) && (await readDatabase(place, hasRows))) throw occupied({ folder });
    // Of a restore that was killed.
    await rm(fresh, { recursive: true, force: true });
    await mkdir(fresh, { mode: 0o700 });
    const moved = await moveFrom(source, fresh, { folder: fresh });
    // The old database has all its data in one file before it is replaced, so that a kill leaves the old or the new one.
    mergeLog(folder, program.name);
    await rename(join(fresh, `${program.name}.sqlite`), place);
    await syncFolder(folder);
    return moved;
  } finally {
    await rm(fresh, { recursive: true, force: true });
    lock.release();
  }
};

const restoreDatabase = async (source: string, to: StoreLocation, force: boolean): Promise<Move> => {
  const connections = await openDatabase(to);
  try {
    if (await connections.isInUse()) {
      throw new Error(
        `A cosell server is connected to ${describeLocation(to)}: nothing was restored. Stop all servers that use it, and ` +
          'start the restore again.',
      );
    }
    const snapshot = await openSnapshotOf(connections);
    const isOccupied = await hasRows(snapshot.rows).finally(() => snapshot.close());
    if (isOccupied && !force) throw occupied(to);
  } finally {
    await connections.close();
  }
  const folder = await mkdtemp(join(tmpdir(), 'cosell-restore-'));
  try {
    return await moveFrom(source, folder, to, { replaces: force });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Moves a copy of the backup, because a move brings the schema of its source up to date. */
const moveFrom = async (
  source: string,
  folder: string,
  to: StoreLocation,
  options: { replaces?: boolean } = {},
): Promise<Move> => {
  const copy = join(folder, 'copy');
  await mkdir(copy, { mode: 0o700 });
  await copyFile(source, join(copy, `${program.name}.sqlite`), constants.COPYFILE_FICLONE);
  const moved = await move({ folder: copy }, to, options);
  await rm(copy, { recursive: true, force: true });
  return moved;
};
