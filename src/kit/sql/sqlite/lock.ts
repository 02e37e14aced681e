import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Program } from '../program.ts';
import { FolderInUseError } from './errors.ts';

const SQLITE_BUSY = 5;

/**
 * Locks a data folder for this process, until `release` is called or the process ends in any way.
 *
 * The lock is an open exclusive transaction on the empty SQLite file `<name>.lock`. It is a lock of the operating
 * system, so a killed server leaves none behind, and SQLite also refuses a second lock within one process.
 * This process must not open `<name>.lock` in any other way: POSIX drops a file's locks when any of its descriptors
 * closes. That is why the process id, which is for messages only, has its own file, `<name>.pid`.
 *
 * @throws FolderInUseError at once if another server holds the folder.
 */
export function lockFolder(folder: string, program: Program): { release(): void } {
  const lock = new DatabaseSync(join(folder, `${program.name}.lock`), { timeout: 0 });
  const processIdFile = join(folder, `${program.name}.pid`);
  try {
    lock.exec('BEGIN EXCLUSIVE');
    writeFileSync(processIdFile, `${process.pid}\n`);
  } catch (error) {
    lock.close();
    if (isBusy(error)) throw new FolderInUseError(folder, readProcessId(processIdFile), program);
    throw error;
  }
  return {
    release() {
      rmSync(processIdFile, { force: true });
      lock.close();
    },
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

function readProcessId(file: string): number | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim();
    return /^\d+$/.test(text) ? Number(text) : undefined;
  } catch {
    return undefined;
  }
}
