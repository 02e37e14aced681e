import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type { GroupCommit, WriteTransaction } from './group-commit.ts';

/** Runs one query outside of transactions. */
export type RunRead = <Row>(query: CompiledQuery) => Promise<QueryResult<Row>>;

/** A connection for reads outside of transactions. It has no state, all callers can share one. */
export class ReadConnection implements DatabaseConnection {
  readonly #run: RunRead;

  constructor(run: RunRead) {
    this.#run = run;
  }

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#run(query);
  }

  async *streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    yield* chunks(await this.#run<Row>(query), chunkSize);
  }
}

/** A connection for transactions. A query without one gets a transaction of its own, and is durable as it resolves. */
export class WriteConnection implements DatabaseConnection {
  readonly #groupCommit: GroupCommit;
  #transaction: WriteTransaction | undefined;

  constructor(groupCommit: GroupCommit) {
    this.#groupCommit = groupCommit;
  }

  async begin(): Promise<void> {
    this.#transaction = await this.#groupCommit.begin();
  }

  async commit(): Promise<void> {
    if (this.#transaction === undefined) return;
    // Stays set while the commit is awaited: a query forgotten by its transaction must not get one of its own.
    await this.#groupCommit.commit(this.#transaction);
    this.#transaction = undefined;
  }

  rollback(): void {
    if (this.#transaction !== undefined) this.#groupCommit.rollback(this.#transaction);
    this.#transaction = undefined;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#transaction !== undefined) return this.#groupCommit.execute<Row>(this.#transaction, query);
    const transaction = await this.#groupCommit.begin();
    try {
      const result = this.#groupCommit.execute<Row>(transaction, query);
      await this.#groupCommit.commit(transaction);
      return result;
    } finally {
      this.#groupCommit.rollback(transaction);
    }
  }

  async *streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    yield* chunks(await this.executeQuery<Row>(query), chunkSize);
  }
}

/**
 * All rows are read before the first chunk: an open cursor would keep the connection at one old state of the
 * database, and every other read on it too.
 */
function* chunks<Row>(result: QueryResult<Row>, chunkSize: number): Generator<QueryResult<Row>> {
  const size = Math.max(1, chunkSize);
  for (let start = 0; start < result.rows.length; start += size) {
    yield { rows: result.rows.slice(start, start + size) };
  }
}
