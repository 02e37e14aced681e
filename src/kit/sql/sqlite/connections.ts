import type { CompiledQuery, QueryResult } from 'kysely';
import type { MaybePromise } from '../../flow/maybe-promise.ts';
import { currentTimes } from '../../flow/on-behalf.ts';
import { performance } from '../../flow/real-time.ts';
import { addStatement, type Times, timed, timedStatement } from '../../flow/times.ts';
import {
  beginStatementSpan,
  beginTransactionSpan,
  endStatementSpan,
  type TransactionSpan,
} from '../../trace/database-span.ts';
import type { BoundConnection } from '../prepared.ts';
import type { Transactions, WriteTransaction } from './transactions.ts';

/** Runs one query outside of transactions, at once or when it may. */
export type RunRead = <Row>(query: CompiledQuery) => MaybePromise<QueryResult<Row>>;

/** A connection for reads outside of transactions. It is stateless, so all callers share one. */
export class ReadConnection implements BoundConnection {
  readonly #run: RunRead;

  constructor(run: RunRead) {
    this.#run = run;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.run<Row>(query);
  }

  run<Row>(query: CompiledQuery): MaybePromise<QueryResult<Row>> {
    const times = currentTimes();
    const span = beginStatementSpan();
    if (!times && !span) return this.#run<Row>(query);
    const began = performance.now();
    const end = (failure?: string): void => {
      if (span) endStatementSpan(span, 'sqlite', query.sql, failure);
      if (times) addStatement(times, began);
    };
    return ending(() => this.#run<Row>(query), end);
  }

  async *streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    yield* chunks(await this.#run<Row>(query), chunkSize);
  }
}

/** A connection for transactions. A query outside of one gets its own transaction and is durable when it resolves. */
export class WriteConnection implements BoundConnection {
  readonly #transactions: Transactions;
  #transaction: WriteTransaction | undefined;
  #times: Times | undefined;
  #span: TransactionSpan | undefined;

  constructor(transactions: Transactions) {
    this.#transactions = transactions;
  }

  async begin(): Promise<void> {
    this.#times = currentTimes();
    this.#span = beginTransactionSpan('sqlite');
    const beginning = this.#transactions.begin();
    this.#transaction = await (this.#times ? timed(this.#times, 'connection', beginning) : beginning);
  }

  async commit(): Promise<void> {
    if (this.#transaction === undefined) return;
    // Stays set during the commit: a query that the transaction did not await must not get its own transaction.
    const committing = this.#transactions.commit(this.#transaction);
    await (this.#times ? timed(this.#times, 'commit', committing) : committing);
    this.#transaction = undefined;
    this.#span?.end();
    this.#span = undefined;
  }

  rollback(): void {
    if (this.#transaction !== undefined) this.#transactions.rollback(this.#transaction);
    this.#transaction = undefined;
    this.#span?.end('rollback');
    this.#span = undefined;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.run<Row>(query);
  }

  run<Row>(query: CompiledQuery): MaybePromise<QueryResult<Row>> {
    const open = this.#transaction;
    this.#span?.statement(query.sql);
    if (!open) return this.#runAlone<Row>(query);
    return timedStatement(this.#times, () => this.#transactions.execute<Row>(open, query));
  }

  async #runAlone<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const transaction = await this.#transactions.begin();
    try {
      const result = await this.#transactions.execute<Row>(transaction, query);
      await this.#transactions.commit(transaction);
      return result;
    } finally {
      this.#transactions.rollback(transaction);
    }
  }

  async *streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    yield* chunks(await this.executeQuery<Row>(query), chunkSize);
  }
}

/** Runs a query and calls `end` when it ends, at once if its rows are there at once; with `error` if it fails. */
const ending = <Row>(
  run: () => MaybePromise<QueryResult<Row>>,
  end: (failure?: string) => void,
): MaybePromise<QueryResult<Row>> => {
  const fail = (error: unknown): never => {
    end('error');
    throw error;
  };
  const succeed = (result: QueryResult<Row>): QueryResult<Row> => {
    end();
    return result;
  };
  let running: MaybePromise<QueryResult<Row>>;
  try {
    running = run();
  } catch (error) {
    return fail(error);
  }
  return running instanceof Promise ? running.then(succeed, fail) : succeed(running);
};

/** Splits rows that are all read already: an open cursor would pin the connection, and all its reads, to an old state. */
function* chunks<Row>(result: QueryResult<Row>, chunkSize: number): Generator<QueryResult<Row>> {
  const size = Math.max(1, chunkSize);
  for (let start = 0; start < result.rows.length; start += size) {
    yield { rows: result.rows.slice(start, start + size) };
  }
}
