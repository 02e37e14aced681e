import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { clearTimeout, setTimeout } from '../../flow/real-time.ts';
import type { AfterCommit } from './group-commit.ts';
import { pagesToMoveOf } from './older-node.ts';
import { createThread } from './thread.ts';

/** Moves the write-ahead log into the database, in a thread. */
export interface LongLog {
  /**
   * To be called after each commit, before others may write. Returns the work that moves the log, if it is time for it, which takes some
   * milliseconds. Others may write once it has ended, because SQLite begins the log anew only if all of it was moved before. Costs two
   * microseconds.
   */
  check(): AfterCommit | undefined;
  /** Ends the thread. */
  close(): Promise<void>;
}

/** Pages of log after which it is moved: SQLite's own default, 4 MB. */
const PAGES_OF_A_CHECKPOINT = 1_000;

/** Pages above which a log is long, which it never is while it is moved: others write meanwhile. */
const LONG_PAGES = 2_048;

/** Time from one attempt to the next, while a reader of an older state keeps a part of the log back. */
const RETRY_MS = 100;

/** For a connection whose commits move nothing. */
export const NO_CHECKPOINTS = 'wal_autocheckpoint = 0';

/**
 * A COMMIT that moves the log takes twice as long as one that does not, up to 13 ms with both 4 MB, so moving it is a step of its own. More
 * than half of that is waiting for the disk, and with tasks it is due after every third commit. So a thread does it, while the event loop
 * goes on with all that does not write.
 *
 * A log gets long by a large commit, and while somebody reads an older state of the database, such as a backup: SQLite can move only
 * what no reader needs. To move all of it then takes a second for a gigabyte, so transactions do not wait until what is left is short.
 * Source: SQLite, "Write-Ahead Logging", 2.2 and 6.
 *
 * @param writer the connection that writes, to the database in `file`.
 * @param endReads ends what reads have open: SQLite would not begin the log anew.
 */
export const watchLog = (writer: DatabaseSync, file: string, endReads: () => void): LongLog => {
  const pagesToMove = pagesToMoveOf(writer);
  const byCommits = pagesToMove === undefined;
  const thread = createThread(file, ['busy_timeout = 5000', 'synchronous = FULL', NO_CHECKPOINTS]);
  let isLong = false;
  let hasFailed = false;
  let isClosed = false;
  let retry: NodeJS.Timeout | undefined;

  const commitsMove = (pages: number): void => {
    if (byCommits && writer.isOpen !== false) writer.exec(`PRAGMA wal_autocheckpoint = ${pages}`);
  };
  /** The thread's part while the log is long. */
  const moveLong = async (): Promise<void> => {
    const result = await thread.run(MOVE);
    const { log: pages, checkpointed } = ('rows' in result && result.rows[0]) || {};
    if (Number(pages) - Number(checkpointed) < PAGES_OF_A_CHECKPOINT) endLong();
    else if (!isClosed) retry = setTimeout(attempt, RETRY_MS).unref();
  };
  const attempt = (): void => {
    moveLong().catch(() => {
      hasFailed = true;
      endLong();
    });
  };
  const beginLong = (): void => {
    isLong = true;
    commitsMove(0);
    attempt();
  };
  const endLong = (): void => {
    isLong = false;
    commitsMove(PAGES_OF_A_CHECKPOINT);
    thread.rest();
  };

  const moveShort = async (): Promise<void> => {
    try {
      await thread.run(MOVE);
      thread.rest();
    } catch {
      await moveHere();
    }
    // Reads that began meanwhile have the log open.
    endReads();
  };
  /** Without a thread, takes some milliseconds of the event loop. */
  const moveHere = async (): Promise<void> => {
    await thread.close();
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
      if (isLong) return undefined;
      const pages = pagesToMove?.() ?? pagesOf(`${file}-wal`);
      if (pages >= LONG_PAGES && !hasFailed) return beginLong;
      return byCommits || pages < PAGES_OF_A_CHECKPOINT ? undefined : moveShort;
    },
    close: async () => {
      isClosed = true;
      clearTimeout(retry);
      await thread.close();
    },
  };
};

const MOVE = 'PRAGMA wal_checkpoint(PASSIVE)';

/** Pages that a log's file has room for. */
const pagesOf = (log: string): number =>
  Math.floor((statSync(log, { throwIfNoEntry: false })?.size ?? 0) / BYTES_OF_A_PAGE);

const BYTES_OF_A_PAGE = 4_096;
