import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Program } from '../program.ts';
import { FolderUnusableError } from './errors.ts';

/**
 * Creates a data folder with access for its owner only, if there is none, and checks that this process may write to it.
 * Creates one level at a time: `mkdirSync` with `recursive` never returns for a folder in /proc.
 *
 * @throws FolderUnusableError
 */
export function prepareFolder(folder: string, program: Program): void {
  const path = resolve(folder);
  const unusable = (what: string) => (error: unknown) =>
    new FolderUnusableError(folder, `${what}: ${reasonOf(error)}`, program);
  attempt(() => {
    for (const part of missingParts(path)) mkdirSync(part, { mode: 0o700 });
    if (!statSync(path).isDirectory()) throw new NotFolder(path);
  }, unusable('cannot be created'));
  attempt(
    () => accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK),
    unusable('cannot be written'),
  );
}

/** Returns an error of the folder's files as FolderUnusableError, and any other as it is. */
export function explainFolder(error: unknown, folder: string, program: Program): unknown {
  const { errcode = 0, syscall } = error as { errcode?: number; syscall?: string };
  const code = errcode & 0xff;
  if (NO_DATABASE.has(code)) {
    return new FolderUnusableError(
      folder,
      `cannot be opened: its file ${program.name}.sqlite is not a database`,
      program,
    );
  }
  if (!(code in SQLITE_REASONS) && syscall === undefined) return error;
  return new FolderUnusableError(folder, `cannot be written: ${reasonOf(error)}`, program);
}

function reasonOf(error: unknown): string {
  const {
    code,
    errcode = 0,
    message = String(error),
  } = error as { code?: string; errcode?: number; message?: string };
  return SQLITE_REASONS[errcode & 0xff] ?? FILE_REASONS[code ?? ''] ?? message;
}

/** The folders to create, outermost first. Throws NotFolder if one of those that exist is something else. */
function missingParts(path: string): string[] {
  const missing: string[] = [];
  for (let at = path; ; at = dirname(at)) {
    const found = statSync(at, { throwIfNoEntry: false });
    if (found?.isDirectory()) return missing.reverse();
    if (found) throw new NotFolder(at);
    missing.push(at);
  }
}

class NotFolder extends Error {
  constructor(path: string) {
    super(`${path} is not a folder`);
  }
}

function attempt(action: () => void, toError: (cause: unknown) => Error): void {
  try {
    action();
  } catch (error) {
    throw toError(error);
  }
}

const MAY_NOT = 'this user may not';

const FILE_REASONS: Readonly<Record<string, string>> = {
  EACCES: MAY_NOT,
  EPERM: MAY_NOT,
  EEXIST: 'there is a link to nothing, which is not a folder',
  ENOENT: 'its file system does not allow that',
  EROFS: 'its file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links lead in a circle',
};

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const NO_DATABASE: ReadonlySet<number> = new Set([11, 26]);

/** By primary result code. Source: SQLite, "Result and Error Codes". */
const SQLITE_REASONS: Readonly<Record<number, string>> = {
  8: 'its files are read-only for this user',
  10: 'its file system does not read, write or lock files as a database needs it',
  13: 'the disk is full',
  14: 'its file system, or the access rights of its files, do not allow that',
  15: 'its file system does not lock files as a database needs it',
};
