import type { DatabaseSync, StatementSync } from 'node:sqlite';

/**
 * One read transaction for all reads of one turn of the event loop: to begin and to end one costs system calls that
 * take longer than reading a row by its key.
 *
 * It ends with the turn, and before each commit, for two reasons: whoever was told that something is durable has to read
 * it, and a commit moves SQLite's log to the database only as far as no reader needs what is older.
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

  /** The next read sees what is committed by then. Does nothing if none is open, for example after an error. */
  end(): void {
    if (this.#database.isOpen && this.#database.isTransaction) this.#commit.run();
  }
}
