import { type Stats, statSync } from 'node:fs';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { fileReason } from '../../file-reason.ts';
import { StorageLostError } from './errors.ts';

/** Free space below which the disk counts as full: so much the write-ahead log may need (long-log.ts). */
export const LEAST_FREE_BYTES = 16 * 1024 * 1024;
const PROBE_BYTES = 4096;

/** The files of an open database. */
export interface Storage {
  /** Throws StorageLostError if the database's file is no longer the one that was opened. Costs a system call. */
  checkFile(): void;
  /** Returns why the database cannot be written durably, as a clause; undefined if it can. Writes and syncs a small file. */
  findFault(): Promise<string | undefined>;
}

/** @param file the database's file, which is open. */
export const watchStorage = (folder: string, name: string, file: string): Storage => {
  const opened = statSync(file);
  const probe = join(folder, `${name}.probe`);
  const checkFile = (): void => {
    const now = statSync(file, { throwIfNoEntry: false });
    if (!now || !isSame(now, opened)) throw new StorageLostError(file);
  };
  return {
    checkFile,
    findFault: async () => {
      try {
        checkFile();
        const { bavail, bsize } = await statfs(folder);
        if (bavail * bsize < LEAST_FREE_BYTES)
          return `less than ${LEAST_FREE_BYTES / 1024 ** 2} MB are free on the disk of ${folder}`;
        await writeDurably(probe);
        return undefined;
      } catch (error) {
        return error instanceof StorageLostError
          ? error.message
          : `${folder} cannot be written: ${fileReason(error)}`;
      }
    },
  };
};

const isSame = (one: Stats, other: Stats): boolean => one.ino === other.ino && one.dev === other.dev;

const writeDurably = async (path: string): Promise<void> => {
  const file = await open(path, 'w', 0o600);
  try {
    await file.write(Buffer.alloc(PROBE_BYTES));
    await file.datasync();
  } finally {
    await file.close();
    await rm(path, { force: true });
  }
};
