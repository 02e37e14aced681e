import type { CompiledQuery, QueryResult } from 'kysely';

/** A running transaction: it holds the writer lock until it ends. */
export interface WriteTransaction {
  ended: boolean;
}

/** Runs transactions, one at a time. */
export interface Transactions {
  /** Waits for the writer lock and begins a transaction, which must end with `commit` or `rollback`. */
  begin(): Promise<WriteTransaction>;
  execute<Row>(
    transaction: WriteTransaction,
    query: CompiledQuery,
  ): QueryResult<Row> | Promise<QueryResult<Row>>;
  /** Ends a transaction; resolves when it is durable. Throws CommitFailedError if it was rolled back instead. */
  commit(transaction: WriteTransaction): Promise<void>;
  /** Rolls a transaction back. Does nothing if it has ended. */
  rollback(transaction: WriteTransaction): void;
}
