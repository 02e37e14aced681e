import type { Program } from '../program.ts';

/** The folder belongs to another process of the program; its lock goes away with that process, however it ends. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
  readonly folder: string;
  /** The process that holds the folder, if that is known. */
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

/** The database was closed before this statement or transaction began; nothing of it was done. */
export class DatabaseClosedError extends Error {
  override readonly name = 'DatabaseClosedError';

  constructor() {
    super('The database is closed: the server is shutting down. Start it again to continue.');
  }
}

/** A transaction did all its work, and then could not be made durable; nothing of it is left. */
export class CommitFailedError extends Error {
  override readonly name = 'CommitFailedError';

  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The transaction was rolled back because its batch could not be committed: ${reason}`, { cause });
  }
}

/** A transaction, or a read of a database in memory, waited too long for the transactions before it. */
export class LockTimeoutError extends Error {
  override readonly name = 'LockTimeoutError';

  constructor(milliseconds: number) {
    super(
      `Waited ${milliseconds} ms for another transaction to end. A transaction must not wait for a second ` +
        'transaction, nor for a query outside itself: pass the transaction on and query through it.',
    );
  }
}
