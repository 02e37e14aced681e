import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { clearTimeout, setTimeout } from '../../flow/real-time.ts';
import { openThread } from './thread.ts';

/** Moves the write-ahead log into the database in a thread while it is long. */
export interface LongLog {
  /** To be called after each commit, before others may write. Costs a system call. */
  check(): void;
  /** Ends the thread. */
  close(): Promise<void>;
}

/** Pages of log after which a commit moves them into the database: SQLite's own default, 4 MB. */
const PAGES_OF_A_CHECKPOINT = 1_000;

/** Bytes above which a log is long: what commits move themselves stays below. */
const LONG_BYTES = 8 * 1024 * 1024;

/** Time from one attempt to the next, while a reader of an older state keeps a part of the log back. */
const RETRY_MS = 100;

/** For a connection that leaves checkpoints to this thread. */
export const NO_CHECKPOINTS = 'wal_autocheckpoint = 0';

/**
 * A log gets long by a large commit, and while somebody reads an older state of the database, such as a backup: SQLite can move only
 * what no reader needs. The next commit would then move all of it, a second for a gigabyte, in which the event loop stands still.
 * Therefore a thread does, and commits leave it alone until what is left is short.
 * Source: SQLite, "Write-Ahead Logging", 2.2 and 6.
 *
 * @param writer the connection that writes, to the database in `file`.
 */
export const watchLog = (writer: DatabaseSync, file: string): LongLog => {
  const log = `${file}-wal`;
  let thread: ReturnType<typeof openThread> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let hasFailed = false;

  const sizeOfLog = (): number => statSync(log, { throwIfNoEntry: false })?.size ?? 0;

  const end = async (): Promise<void> => {
    clearTimeout(retry);
    const ending = thread;
    thread = undefined;
    await ending?.close();
  };
  /** Commits move the log again. */
  const handBack = (): void => {
    if (writer.isOpen !== false) writer.exec(`PRAGMA wal_autocheckpoint = ${PAGES_OF_A_CHECKPOINT}`);
    void end();
  };
  const move = async (): Promise<void> => {
    const result = await thread?.run('PRAGMA wal_checkpoint(PASSIVE)');
    if (!thread || !result || !('rows' in result)) return;
    const { log: pages, checkpointed } = result.rows[0] ?? {};
    if (Number(pages) - Number(checkpointed) < PAGES_OF_A_CHECKPOINT) handBack();
    else retry = setTimeout(attempt, RETRY_MS).unref();
  };
  /** Without a thread, commits do all as before. */
  const attempt = (): void => {
    move().catch(() => {
      if (!thread) return;
      hasFailed = true;
      handBack();
    });
  };
  return {
    check: () => {
      if (thread || hasFailed || sizeOfLog() < LONG_BYTES) return;
      writer.exec(`PRAGMA ${NO_CHECKPOINTS}`);
      thread = openThread(file, ['busy_timeout = 5000', 'synchronous = FULL', NO_CHECKPOINTS]);
      attempt();
    },
    close: end,
  };
};
