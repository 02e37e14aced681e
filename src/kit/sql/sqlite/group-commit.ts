import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { CompiledQuery, QueryResult } from 'kysely';
import { CommitFailedError, DatabaseClosedError } from './errors.ts';
import type { Statements } from './statements.ts';
import { WriterLock } from './writer-lock.ts';

export interface GroupCommitOptions {
  /** Transactions after which a batch is committed though others wait. */
  readonly batchSize: number;
  /** Milliseconds after which a batch is committed though others wait, so that the first is not kept long. */
  readonly batchAgeMs: number;
  /** Milliseconds a transaction waits for those before it, before it gives up. */
  readonly patienceMs: number;
  /** Called before a batch is committed; no read sees anything between the two. */
  readonly beforeCommit?: () => void;
}

/** What happened since the database was opened. */
export interface WriteStatistics {
  /** Transactions made durable. */
  readonly transactions: number;
  /** Commits it took, each one sync of the disk: fewer than transactions when they came together. */
  readonly commits: number;
  /** Transactions that failed and were rolled back, alone or with their batch. */
  readonly rollbacks: number;
}

/** A running transaction: it holds the writer lock until it has ended. */
export interface WriteTransaction {
  ended: boolean;
}

/**
 * Milliseconds after which the writer yields to the event loop though transactions wait. They follow one another within
 * one turn of it, even if they are thousands; meanwhile nothing would be read, and a turn accepts one connection.
 */
const YIELD_INTERVAL_MS = 5;

interface Outcome {
  readonly resolve: () => void;
  readonly reject: (error: CommitFailedError) => void;
}

/**
 * Transactions on one connection, one after another, made durable together.
 *
 * Each is a savepoint of one outer transaction. When it ends, the next one begins at once; the outer COMMIT,
 * the one disk sync, follows when nobody waits any more, or when the batch is full or old. Only then do the
 * batch's transactions resolve. A transaction that never ends keeps all others waiting, until their patience is over.
 */
export class GroupCommit {
  readonly #database: DatabaseSync;
  readonly #options: GroupCommitOptions;
  readonly #statements: Statements;
  readonly #lock = new WriterLock();
  readonly #command: (sql: string) => void;
  #batch: Outcome[] = [];
  #batchBegan = 0;
  /** When the event loop last began a turn, as far as that is known. */
  #yieldedAt = 0;
  #commitScheduled = false;
  #closing: Promise<void> | undefined;
  #transactions = 0;
  #commits = 0;
  #rollbacks = 0;

  /** @param statements those of the same database. */
  constructor(database: DatabaseSync, statements: Statements, options: GroupCommitOptions) {
    this.#database = database;
    this.#options = options;
    this.#statements = statements;
    this.#command = prepareCommands(database);
  }

  statistics(): WriteStatistics {
    return { transactions: this.#transactions, commits: this.#commits, rollbacks: this.#rollbacks };
  }

  /** Waits for the writer lock and begins a transaction, which must end with `commit` or `rollback`. */
  async begin(): Promise<WriteTransaction> {
    // If nobody holds the lock, the last batch is committed, or will be after a turn of the event loop.
    if (!this.#lock.isHeld) this.#yieldedAt = performance.now();
    await this.#acquireLock();
    try {
      if (!this.#database.isTransaction) {
        this.#command('BEGIN IMMEDIATE');
        this.#batchBegan = performance.now();
      }
      this.#command('SAVEPOINT one_of_batch');
      return { ended: false };
    } catch (error) {
      this.#endTransaction();
      throw error;
    }
  }

  execute<Row>(transaction: WriteTransaction, query: CompiledQuery): QueryResult<Row> {
    if (transaction.ended) throw new Error('The transaction has ended: await every query inside it.');
    try {
      return this.#statements.execute<Row>(query);
    } catch (error) {
      // A full disk or an I/O error makes SQLite roll back everything, the whole batch, by itself.
      if (!this.#database.isTransaction) this.#lose(transaction, error);
      throw error;
    }
  }

  /** Ends a transaction; resolves when it is durable. Throws CommitFailedError, and then nothing of it is left. */
  commit(transaction: WriteTransaction): Promise<void> {
    if (transaction.ended) return Promise.reject(new CommitFailedError('it had been rolled back before'));
    try {
      this.#command('RELEASE one_of_batch');
    } catch (error) {
      this.rollback(transaction);
      return Promise.reject(new CommitFailedError(error));
    }
    transaction.ended = true;
    return new Promise((resolve, reject) => {
      this.#batch.push({ resolve, reject });
      this.#endTransaction();
    });
  }

  /** Undoes a transaction, and nothing of the others. Does nothing when it has ended. */
  rollback(transaction: WriteTransaction): void {
    if (transaction.ended) return;
    try {
      this.#command('ROLLBACK TO one_of_batch');
      this.#command('RELEASE one_of_batch');
    } catch (error) {
      this.#lose(transaction, error);
      return;
    }
    transaction.ended = true;
    this.#rollbacks += 1;
    this.#endTransaction();
  }

  /** Runs a query on this connection between transactions, after committing those that have ended. */
  async read<Row>(run: () => QueryResult<Row>): Promise<QueryResult<Row>> {
    await this.#acquireLock();
    try {
      this.#commitBatch();
      return run();
    } finally {
      this.#endTransaction();
    }
  }

  /** Refuses new transactions, waits for those that came before, commits. Keeps the lock for ever. */
  close(): Promise<void> {
    this.#closing ??= this.#lock.acquire(Number.POSITIVE_INFINITY).then(() => this.#commitBatch());
    return this.#closing;
  }

  #acquireLock(): Promise<void> {
    if (this.#closing !== undefined) return Promise.reject(new DatabaseClosedError());
    return this.#lock.acquire(this.#options.patienceMs);
  }

  #endTransaction(): void {
    const { batchSize, batchAgeMs } = this.#options;
    if (this.#batch.length >= batchSize || performance.now() - this.#batchBegan >= batchAgeMs)
      this.#commitBatch();
    if (performance.now() - this.#yieldedAt < YIELD_INTERVAL_MS) this.#releaseLock();
    else
      setImmediate(() => {
        this.#yieldedAt = performance.now();
        this.#releaseLock();
      });
  }

  #releaseLock(): void {
    this.#lock.release();
    if (!this.#lock.isHeld && this.#database.isTransaction) this.#scheduleCommit();
  }

  /** Not at once, so that the requests that arrived in the same turn of the event loop join the batch. */
  #scheduleCommit(): void {
    if (this.#commitScheduled) return;
    this.#commitScheduled = true;
    setImmediate(() => {
      this.#commitScheduled = false;
      // Whoever holds the lock now schedules the commit again, or the next one in the queue.
      if (!this.#lock.isHeld) this.#commitBatch();
    });
  }

  #commitBatch(): void {
    if (!this.#database.isTransaction) return;
    this.#options.beforeCommit?.();
    try {
      this.#command('COMMIT');
    } catch (error) {
      this.#rejectBatch(error);
      return;
    }
    const batch = this.#batch;
    this.#batch = [];
    if (batch.length > 0) this.#commits += 1;
    this.#transactions += batch.length;
    for (const outcome of batch) outcome.resolve();
  }

  #rejectBatch(error: unknown): void {
    try {
      if (this.#database.isTransaction) this.#command('ROLLBACK');
    } catch {
      // SQLite leaves the transaction even then, and `error`, which came first, tells more.
    }
    const batch = this.#batch;
    this.#batch = [];
    this.#rollbacks += batch.length;
    for (const outcome of batch) outcome.reject(new CommitFailedError(error));
  }

  /** The savepoint is gone, so what else the batch holds can't be trusted: undo all of it. */
  #lose(transaction: WriteTransaction, error: unknown): void {
    this.#rejectBatch(error);
    transaction.ended = true;
    this.#rollbacks += 1;
    this.#endTransaction();
  }
}

/** The few statements of transactions, prepared on first use. */
function prepareCommands(database: DatabaseSync): (sql: string) => void {
  const prepared = new Map<string, StatementSync>();
  return (sql) => {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, statement);
    statement.run();
  };
}
