import type { DatabaseSync, StatementSync } from 'node:sqlite';

/**
 * One read transaction for all reads of one turn of the event loop: to begin and to end one costs system calls that
 * take longer than reading a row by its key.
 *
 * A snapshot ends with the turn, and before each commit: whoever was told that something is durable reads it, and what
 * SQLite moves from its log to the database while it commits, as much as no snapshot needs, is all of it.
 */
export class Snapshots {
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

  /** The reads that follow in this turn see one state: that of the first of them. */
  begin(): void {
    if (this.#database.isTransaction) return;
    this.#begin.run();
    if (this.#isEndScheduled) return;
    this.#isEndScheduled = true;
    setImmediate(() => {
      this.#isEndScheduled = false;
      this.end();
    });
  }

  /** The next read sees what is committed by then. Does nothing where no snapshot is open, also by an error. */
  end(): void {
    if (this.#database.isOpen && this.#database.isTransaction) this.#commit.run();
  }
}
