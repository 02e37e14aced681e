import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { CompiledQuery, QueryResult } from 'kysely';
import { createFairGate, type FairGate, OverloadedError } from '../../flow/fair-gate.ts';
import { createSlices } from '../../flow/slices.ts';
import { inUnspentTurn, isTurnSpent } from '../../flow/turn.ts';
import type { Usage } from '../dialect.ts';
import { Batch, type BatchLimits, type Outcome } from './batch.ts';
import { CommitFailedError, DatabaseClosedError, LockTimeoutError } from './errors.ts';
import { isInTransaction } from './older-node.ts';
import type { Statements } from './statements.ts';
import type { Transactions, WriteTransaction } from './transactions.ts';

export interface GroupCommitOptions extends BatchLimits {
  /** How long a transaction waits for the writer lock before it fails. */
  readonly patienceMs: number;
  /** Called before a batch commits; no read runs between the two. */
  readonly beforeCommit?: () => void;
  /** Called before a batch commits; throws if the commit would not be durable. */
  readonly verify?: () => void;
  /** Called after a batch has committed, before another begins. May return work that is to end before that. */
  readonly afterCommit?: () => AfterCommit | undefined;
}

/** What is done between two batches, in a turn that has time for it, or elsewhere if it returns a promise. Never fails. */
export type AfterCommit = () => void | Promise<void>;

/** Counts since the database was opened. */
export interface WriteStatistics {
  /** Transactions made durable. */
  readonly transactions: number;
  /** Commits, each one disk sync. There are fewer than transactions if batches had several. */
  readonly commits: number;
  /** Transactions that failed and were rolled back, alone or with their batch. */
  readonly rollbacks: number;
}

/**
 * How many transactions go on in one turn of the event loop once they are durable: each sends a response, or begins the next step
 * of its task, in some tens of microseconds.
 */
const RESOLVED_PER_TURN = 32;

/**
 * Runs transactions on one connection, one after another, and makes them durable in batches. Those that wait are served in
 * turn by the key on whose behalf they run (kit/flow/on-behalf.ts), so that one account's burst does not delay the others.
 *
 * Each is a savepoint of one outer transaction. When it ends, the next one begins at once. The outer COMMIT, with one
 * disk sync, follows when none waits, or when the batch is full or old. Only then do the batch's transactions resolve, some in
 * each turn of the event loop.
 * A transaction that never ends blocks all others until they time out.
 */
export class GroupCommit implements Transactions {
  readonly #database: DatabaseSync;
  readonly #options: GroupCommitOptions;
  readonly #statements: Statements;
  /** Lets in the one transaction that holds the writer lock. */
  readonly #lock: FairGate;
  readonly #command: (sql: string) => void;
  readonly #batch: Batch;
  readonly #durable = createSlices<Outcome>(RESOLVED_PER_TURN, ({ resolve }) => resolve());
  #commitScheduled = false;
  #closing: Promise<void> | undefined;
  #transactions = 0;
  #commits = 0;
  #rollbacks = 0;

  /** @param statements of the same database. */
  constructor(database: DatabaseSync, statements: Statements, options: GroupCommitOptions) {
    this.#database = database;
    this.#options = options;
    this.#batch = new Batch(options);
    this.#statements = statements;
    const { patienceMs } = options;
    const overloaded = ({ waited }: { waited: boolean }) =>
      waited
        ? new LockTimeoutError(patienceMs)
        : new OverloadedError('Too many transactions wait for the writer lock.');
    this.#lock = createFairGate({ places: 1, patienceMs, overloaded });
    this.#command = prepareCommands(database);
  }

  statistics(): WriteStatistics {
    return { transactions: this.#transactions, commits: this.#commits, rollbacks: this.#rollbacks };
  }

  usage(): Usage {
    const used = this.#lock.isFull ? 1 : 0;
    return {
      grouped: this.statistics(),
      waiting: this.#lock.waiting,
      connections: { used, idle: 1 - used },
    };
  }

  async begin(): Promise<WriteTransaction> {
    await this.#acquireLock();
    try {
      if (!isInTransaction(this.#database)) {
        this.#command('BEGIN IMMEDIATE');
        this.#batch.begin();
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
    this.#batch.written(query.parameters);
    try {
      return this.#statements.execute<Row>(query);
    } catch (error) {
      // On a full disk or an I/O error SQLite itself rolls back the whole batch.
      if (!isInTransaction(this.#database)) this.#lose(transaction, error);
      throw error;
    }
  }

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
      this.#batch.add({ resolve, reject });
      this.#endTransaction();
    });
  }

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

  /** Runs `run` on this connection between transactions, after committing those that have ended. */
  async betweenTransactions<T>(run: () => T | Promise<T>): Promise<T> {
    const leave = await this.hold();
    try {
      return await run();
    } finally {
      leave();
    }
  }

  /** Waits for the writer lock, commits what has ended, and returns the function that gives the lock back. */
  async hold(): Promise<() => void> {
    await this.#acquireLock();
    await this.#commitBatch()?.();
    return () => this.#endTransaction();
  }

  /** Refuses new transactions, waits for the earlier ones, commits them, and lets them go on. Never releases the lock. */
  close(): Promise<void> {
    this.#closing ??= this.#lock.enterLast().then(async () => {
      await this.#commitBatch()?.();
      await this.#durable.drained();
    });
    return this.#closing;
  }

  #acquireLock(): Promise<void> {
    if (this.#closing !== undefined) return Promise.reject(new DatabaseClosedError());
    return this.#lock.enter();
  }

  #endTransaction(): void {
    const isDue = this.#batch.isDue();
    // Otherwise thousands of transactions could run in one turn of the event loop, in which no socket is read and one connection accepted.
    if (!isDue && !isTurnSpent()) {
      this.#releaseLock();
      return;
    }
    inUnspentTurn(() => {
      if (isDue) this.#commitAndRelease();
      else this.#releaseLock();
    });
  }

  /** Commits and does what follows, each in a turn that has time for it, while the caller holds the lock. */
  #commitAndRelease(): void {
    const rest = this.#commitBatch();
    // The commit itself may have spent the turn, and the next transaction begins with the lock.
    if (rest || isTurnSpent())
      inUnspentTurn(async () => {
        await rest?.();
        this.#releaseLock();
      });
    else this.#releaseLock();
  }

  #releaseLock(): void {
    this.#lock.leave();
    if (!this.#lock.isFull && isInTransaction(this.#database)) this.#scheduleCommit();
  }

  /** Defers the commit, so that requests that arrived in the same turn of the event loop join the batch. */
  #scheduleCommit(): void {
    if (this.#commitScheduled) return;
    this.#commitScheduled = true;
    inUnspentTurn(() => {
      this.#commitScheduled = false;
      // If the lock is held, its holder, or the next one in the queue, schedules the commit again.
      if (this.#lock.isFull) return;
      void this.#lock.enter();
      this.#commitAndRelease();
    });
  }

  /** Returns what is to be done before another batch begins. */
  #commitBatch(): AfterCommit | undefined {
    if (!isInTransaction(this.#database)) return undefined;
    this.#options.beforeCommit?.();
    try {
      this.#options.verify?.();
      this.#command('COMMIT');
    } catch (error) {
      this.#rejectBatch(error);
      return undefined;
    }
    const rest = this.#options.afterCommit?.();
    const batch = this.#batch.take();
    if (batch.length > 0) this.#commits += 1;
    this.#transactions += batch.length;
    this.#durable.add(batch);
    return rest;
  }

  #rejectBatch(error: unknown): void {
    try {
      if (isInTransaction(this.#database)) this.#command('ROLLBACK');
    } catch {
      // SQLite leaves the transaction anyway, and the first error tells more.
    }
    const batch = this.#batch.take();
    this.#rollbacks += batch.length;
    for (const outcome of batch) outcome.reject(new CommitFailedError(error));
  }

  /** Rolls back the whole batch: without the savepoint, the rest of it cannot be trusted. */
  #lose(transaction: WriteTransaction, error: unknown): void {
    this.#rejectBatch(error);
    transaction.ended = true;
    this.#rollbacks += 1;
    this.#endTransaction();
  }
}

/** Runs the few transaction commands, prepared on first use. */
function prepareCommands(database: DatabaseSync): (sql: string) => void {
  const prepared = new Map<string, StatementSync>();
  return (sql) => {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, statement);
    statement.run();
  };
}
