import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { clearTimeout, setTimeout } from '../../flow/real-time.ts';
import { pagesToMoveOf } from './older-node.ts';
import { openThread } from './thread.ts';

/** Moves the write-ahead log into the database, in a thread while it is long. */
export interface LongLog {
  /**
   * To be called after each commit, before others may write. Returns the work that moves the log, if it is time for it: some milliseconds
   * of the event loop, also before others may write, because SQLite begins the log anew only if all of it was moved before. Costs two
   * microseconds.
   */
  check(): (() => void) | undefined;
  /** Ends the thread. */
  close(): Promise<void>;
}

/** Pages of log after which it is moved: SQLite's own default, 4 MB. */
const PAGES_OF_A_CHECKPOINT = 1_000;

/** Pages above which a log is long: what is moved here stays below. */
const LONG_PAGES = 2_048;

/** Time from one attempt to the next, while a reader of an older state keeps a part of the log back. */
const RETRY_MS = 100;

/** For a connection whose commits move nothing. */
export const NO_CHECKPOINTS = 'wal_autocheckpoint = 0';

/**
 * A COMMIT that moves the log takes twice as long as one that does not, up to 13 ms with both 4 MB, so moving it is a step of its own.
 *
 * A log gets long by a large commit, and while somebody reads an older state of the database, such as a backup: SQLite can move only
 * what no reader needs. To move all of it then takes a second for a gigabyte, in which the event loop would stand still. Therefore a
 * thread does, until what is left is short.
 * Source: SQLite, "Write-Ahead Logging", 2.2 and 6.
 *
 * @param writer the connection that writes, to the database in `file`.
 * @param endReads ends what reads have open: SQLite would not begin the log anew.
 */
export const watchLog = (writer: DatabaseSync, file: string, endReads: () => void): LongLog => {
  const pagesToMove = pagesToMoveOf(writer);
  const byCommits = pagesToMove === undefined;
  let thread: ReturnType<typeof openThread> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let hasFailed = false;

  const end = async (): Promise<void> => {
    clearTimeout(retry);
    const ending = thread;
    thread = undefined;
    await ending?.close();
  };
  /** The log is moved here again. */
  const handBack = (): void => {
    if (byCommits && writer.isOpen !== false)
      writer.exec(`PRAGMA wal_autocheckpoint = ${PAGES_OF_A_CHECKPOINT}`);
    void end();
  };
  const move = async (): Promise<void> => {
    const result = await thread?.run(MOVE);
    if (!thread || !result || !('rows' in result)) return;
    const { log: pages, checkpointed } = result.rows[0] ?? {};
    if (Number(pages) - Number(checkpointed) < PAGES_OF_A_CHECKPOINT) handBack();
    else retry = setTimeout(attempt, RETRY_MS).unref();
  };
  /** Without a thread, all is moved here. */
  const attempt = (): void => {
    move().catch(() => {
      if (!thread) return;
      hasFailed = true;
      handBack();
    });
  };
  /** Takes some milliseconds, too. */
  const moveInThread = (): void => {
    if (byCommits) writer.exec(`PRAGMA ${NO_CHECKPOINTS}`);
    thread = openThread(file, ['busy_timeout = 5000', 'synchronous = FULL', NO_CHECKPOINTS]);
    attempt();
  };
  const moveHere = (): void => {
    endReads();
    try {
      writer.exec(MOVE);
    } catch {
      // As of a full disk. All is still in the log, and moved after a later commit.
    }
  };
  if (!byCommits) writer.exec(`PRAGMA ${NO_CHECKPOINTS}`);
  return {
    check: () => {
      if (thread) return undefined;
      const pages = pagesToMove?.() ?? pagesOf(`${file}-wal`);
      if (pages >= LONG_PAGES && !hasFailed) return moveInThread;
      return byCommits || pages < PAGES_OF_A_CHECKPOINT ? undefined : moveHere;
    },
    close: end,
  };
};

const MOVE = 'PRAGMA wal_checkpoint(PASSIVE)';

/** Pages that a log's file has room for. */
const pagesOf = (log: string): number =>
  Math.floor((statSync(log, { throwIfNoEntry: false })?.size ?? 0) / BYTES_OF_A_PAGE);

const BYTES_OF_A_PAGE = 4_096;
