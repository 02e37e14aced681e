import { OverloadedError } from '../../flow/fair-gate.ts';
import type { Program } from '../program.ts';

/** Another process of the program holds the folder. Its lock ends with that process, even after a crash. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
  readonly folder: string;
  /** The process that holds the folder, if known. */
  readonly processId: number | undefined;

  constructor(folder: string, processId: number | undefined, { name, folderOption }: Program) {
    const holder = processId === undefined ? '' : ` (process ${processId})`;
    super(
      `Another ${name} server${holder} uses the data folder ${folder}. Stop it, or choose another folder with ${folderOption}.`,
    );
    this.folder = folder;
    this.processId = processId;
  }
}

/** The folder cannot hold the data: it cannot be created or written, or its file system does not do what SQLite needs. */
export class FolderUnusableError extends Error {
  override readonly name = 'FolderUnusableError';

  /** @param problem a clause that says what cannot be done, and why. */
  constructor(folder: string, problem: string, { folderOption }: Program) {
    super(
      `The data folder ${folder} ${problem}. Choose another folder with ${folderOption}, or mend this one.`,
    );
  }
}

/** The database's file was deleted, moved or replaced, so that what is written would be lost with the process. */
export class StorageLostError extends Error {
  override readonly name = 'StorageLostError';

  constructor(file: string) {
    super(
      `the file ${file} was deleted, moved or replaced while the server uses it; put it back, or restart the server`,
    );
  }
}

/** The database was closed before this statement or transaction began; it had no effect. */
export class DatabaseClosedError extends Error {
  override readonly name = 'DatabaseClosedError';

  constructor() {
    super('The database is closed: the server is shutting down. Start it again to continue.');
  }
}

/** A transaction ran to its end but could not be made durable; it was rolled back. */
export class CommitFailedError extends Error {
  override readonly name = 'CommitFailedError';

  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The transaction was rolled back because its batch could not be committed: ${reason}`, { cause });
  }
}

/** A transaction, or a read of a database in memory, timed out while it waited for the writer lock. */
export class LockTimeoutError extends OverloadedError {
  override readonly name = 'LockTimeoutError';

  constructor(milliseconds: number) {
    super(
      `Waited ${milliseconds} ms for another transaction to end. A transaction must not wait for a second ` +
        'transaction, nor for a query outside itself: pass the transaction on and query through it.',
    );
  }
}
