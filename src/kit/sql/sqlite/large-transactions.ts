import { AsyncLocalStorage } from 'node:async_hooks';
import { clearTimeout, setTimeout } from '../../flow/real-time.ts';
import { CommitFailedError } from './errors.ts';
import type { GroupCommit } from './group-commit.ts';
import { NO_CHECKPOINTS } from './long-log.ts';
import { openThread, type ThreadConnection } from './thread.ts';
import type { Transactions } from './transactions.ts';

/** Transactions that may change most of a database. */
export interface LargeTransactions {
  /** Runs `work`, whose transactions run in a thread. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** What the current work's transactions run on: undefined if it is not large. */
  current(): Transactions | undefined;
  /** Ends the thread. */
  close(): Promise<void>;
}

export interface LargeTransactionsOptions {
  /** The database's file. */
  file: string;
  groupCommit: GroupCommit;
  /** Called before a commit; throws if it would not be durable. */
  verify(): void;
  /** Called after a commit, before anybody is told of it. */
  committed(): void;
}

/** A thread takes some megabytes, and 20 ms to begin: tests that reset the state again and again wait only once. */
const IDLE_MS = 10_000;

/** No checkpoint within the COMMIT, so that others may write again. */
const PRAGMAS = ['busy_timeout = 5000', 'synchronous = FULL', 'cache_size = -16384', NO_CHECKPOINTS];

/**
 * A COMMIT of a hundred megabytes takes SQLite a second, in which it writes, syncs and checkpoints. Therefore such a transaction runs
 * on a connection in a thread, and this one's event loop goes on. It holds the writer lock, so other transactions wait for it, but
 * reads do not. It needs no savepoint, so what its rollback needs is in the log, not in memory.
 */
export const createLargeTransactions = (options: LargeTransactionsOptions): LargeTransactions => {
  const { groupCommit, verify, committed } = options;
  const isLarge = new AsyncLocalStorage<true>();
  let thread: ThreadConnection | undefined;
  let idle: NodeJS.Timeout | undefined;
  let leave: () => void = () => {};

  const open = (): ThreadConnection => {
    clearTimeout(idle);
    thread ??= openThread(options.file, PRAGMAS);
    return thread;
  };
  const close = async (): Promise<void> => {
    clearTimeout(idle);
    const closing = thread;
    thread = undefined;
    await closing?.close();
  };
  const end = (): void => {
    idle = setTimeout(() => void close(), IDLE_MS).unref();
    leave();
  };
  /** Undoes the transaction. A thread that cannot is ended, which undoes it too. */
  const undo = (): Promise<void> =>
    open()
      .run('ROLLBACK')
      .then(() => {}, close)
      .finally(end);

  const transactions: Transactions = {
    begin: async () => {
      leave = await groupCommit.hold();
      try {
        await open().run('BEGIN IMMEDIATE');
        return { ended: false };
      } catch (error) {
        await close();
        end();
        throw error;
      }
    },
    execute: async (transaction, { sql, parameters }) => {
      if (transaction.ended) throw new Error('The transaction has ended: await every query inside it.');
      const result = await open().run(sql, parameters);
      if ('rows' in result) return { rows: result.rows as never[] };
      const { changes, lastInsertRowid } = result;
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
    },
    commit: async (transaction) => {
      if (transaction.ended) throw new CommitFailedError('it had been rolled back before');
      transaction.ended = true;
      try {
        verify();
        await open().run('COMMIT');
      } catch (error) {
        await undo();
        throw new CommitFailedError(error);
      }
      committed();
      end();
    },
    rollback: (transaction) => {
      if (transaction.ended) return;
      transaction.ended = true;
      void undo();
    },
  };
  return {
    run: (work) => isLarge.run(true, work),
    current: () => (isLarge.getStore() ? transactions : undefined),
    close,
  };
};
