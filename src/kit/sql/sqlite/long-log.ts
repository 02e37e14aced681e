import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { clearTimeout, setTimeout } from '../../flow/real-time.ts';
import type { AfterCommit } from './group-commit.ts';
import { type LogLength, logLengthOf } from './older-node.ts';
import { createThread } from './thread.ts';

/** Moves the write-ahead log into the database, in a thread. */
export interface LongLog {
  /**
   * To be called after each commit, before others may write. Returns what others have to wait for, some milliseconds, if it is time for the
   * log to begin anew. Costs two microseconds.
   */
  check(): AfterCommit | undefined;
  /** Ends the thread. */
  close(): Promise<void>;
}

/** Pages after which they are moved: SQLite's own default, 4 MB. */
const PAGES_OF_A_CHECKPOINT = 1_000;

/** Pages after which the log begins anew, 16 MB. */
const PAGES_OF_A_LOG = 4_000;

/** Pages that others wait for at most. */
const PAGES_TO_WAIT_FOR = 2_048;

/** Time from one attempt to the next, while a reader of an older state keeps a part of the log back. */
const RETRY_MS = 100;

/** For a connection whose commits move nothing. */
export const NO_CHECKPOINTS = 'wal_autocheckpoint = 0';

/**
 * A COMMIT that moves the log takes twice as long as one that does not, up to 13 ms with both 4 MB, more than half of it waiting for the
 * disk; with tasks that would be every third one. So a thread moves it, while others write.
 *
 * SQLite begins the log anew, instead of making it longer, if all of it was moved when a transaction begins. While others write that is
 * never so, therefore a log of some length is moved between two transactions. It gets longer by a large commit, and while somebody reads an
 * older state of the database, such as a backup: SQLite can move only what no reader needs. To move that takes a second for a gigabyte, so
 * others write until what is left is short.
 * Source: SQLite, "Write-Ahead Logging", 2.2 and 6.
 *
 * @param writer the connection that writes, to the database in `file`.
 * @param endReads ends what reads have open: SQLite would not begin the log anew.
 */
export const watchLog = (writer: DatabaseSync, file: string, endReads: () => void): LongLog => {
  const lengthOf = logLengthOf(writer);
  const byCommits = lengthOf === undefined;
  const thread = createThread(file, ['busy_timeout = 5000', 'synchronous = FULL', NO_CHECKPOINTS]);
  let isMoving = false;
  let hasFailed = false;
  let isClosed = false;
  let retry: NodeJS.Timeout | undefined;

  const commitsMove = (pages: number): void => {
    if (byCommits && writer.isOpen !== false) writer.exec(`PRAGMA wal_autocheckpoint = ${pages}`);
  };
  const begin = (): void => {
    isMoving = true;
    commitsMove(0);
    attempt();
  };
  const attempt = (): void => {
    moveOn().catch(() => {
      hasFailed = true;
      end();
    });
  };
  const moveOn = async (): Promise<void> => {
    const result = await thread.run(MOVE);
    const { log: pages, checkpointed } = ('rows' in result && result.rows[0]) || {};
    if (Number(pages) - Number(checkpointed) < PAGES_OF_A_CHECKPOINT) end();
    else if (!isClosed) retry = setTimeout(attempt, RETRY_MS).unref();
  };
  const end = (): void => {
    isMoving = false;
    commitsMove(PAGES_OF_A_CHECKPOINT);
    thread.rest();
  };

  const moveAll = async (): Promise<void> => {
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
      if (isMoving) return undefined;
      const { pages, toMove } = lengthOf?.() ?? longerThanUsual(`${file}-wal`);
      if (pages >= PAGES_OF_A_LOG && (toMove < PAGES_TO_WAIT_FOR || hasFailed)) return moveAll;
      if (toMove >= PAGES_OF_A_CHECKPOINT && !hasFailed) begin();
      return undefined;
    },
    close: async () => {
      isClosed = true;
      clearTimeout(retry);
      await thread.close();
    },
  };
};

const MOVE = 'PRAGMA wal_checkpoint(PASSIVE)';

/** What the log of a connection whose commits move it has more than usual, by its file: that is as long as a log ever was, or as one that was cut. */
const longerThanUsual = (log: string): LogLength => {
  const bytes = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  return { pages: 0, toMove: Math.floor(bytes / BYTES_OF_A_PAGE) - PAGES_OF_A_LOG };
};

const BYTES_OF_A_PAGE = 4_096;
