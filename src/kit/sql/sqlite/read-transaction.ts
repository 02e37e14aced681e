import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setImmediate } from '../../flow/real-time.ts';
import { isInTransaction } from './older-node.ts';

/**
 * One read transaction for all reads within one turn of the event loop: the system calls that begin and end a
 * transaction take longer than reading a row by key.
 *
 * It ends with the turn and before each commit, because a caller whose write has resolved must be able to read it, and before the log
 * is moved into the database, because SQLite moves it only up to the oldest open read transaction.
 */
export class ReadTransaction {
  readonly #database: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  #isEndScheduled = false;

  /** @param database a connection that only reads. */
  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#begin = database.prepare('BEGIN');
    this.#commit = database.prepare('COMMIT');
  }

  /** Begins the transaction if none is open. All reads of this turn see the state of its first read. */
  begin(): void {
    if (isInTransaction(this.#database)) return;
    this.#begin.run();
    if (this.#isEndScheduled) return;
    this.#isEndScheduled = true;
    setImmediate(() => {
      this.#isEndScheduled = false;
      this.end();
    });
  }

  /** Ends the transaction, so that the next read sees the latest commit. Does nothing if none is open. */
  end(): void {
    if (this.#database.isOpen !== false && isInTransaction(this.#database)) this.#commit.run();
  }
}
