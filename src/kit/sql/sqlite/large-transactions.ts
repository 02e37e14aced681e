import { AsyncLocalStorage } from 'node:async_hooks';
import { CommitFailedError } from './errors.ts';
import type { GroupCommit } from './group-commit.ts';
import { NO_CHECKPOINTS } from './long-log.ts';
import { createThread } from './thread.ts';
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
  committed(): void | Promise<void>;
}

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
  const thread = createThread(options.file, PRAGMAS);
  let leave: () => void = () => {};

  const end = (): void => {
    thread.rest();
    leave();
  };
  /** Undoes the transaction. A thread that cannot is ended, which undoes it too. */
  const undo = (): Promise<void> =>
    thread
      .run('ROLLBACK')
      .then(() => {}, thread.close)
      .finally(end);

  const transactions: Transactions = {
    begin: async () => {
      leave = await groupCommit.hold();
      try {
        await thread.run('BEGIN IMMEDIATE');
        return { ended: false };
      } catch (error) {
        await thread.close();
        end();
        throw error;
      }
    },
    execute: async (transaction, { sql, parameters }) => {
      if (transaction.ended) throw new Error('The transaction has ended: await every query inside it.');
      const result = await thread.run(sql, parameters);
      if ('rows' in result) return { rows: result.rows as never[] };
      const { changes, lastInsertRowid } = result;
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
    },
    commit: async (transaction) => {
      if (transaction.ended) throw new CommitFailedError('it had been rolled back before');
      transaction.ended = true;
      try {
        verify();
        await thread.run('COMMIT');
      } catch (error) {
        await undo();
        throw new CommitFailedError(error);
      }
      await committed();
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
    close: thread.close,
  };
};
