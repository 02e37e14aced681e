import type { ColumnDefinitionBuilder, Expression, Kysely } from 'kysely';

/** What the databases say differently where they agree on what is meant. Migrations are written in these words. */
export interface SchemaWords {
  /** Text that sorts and compares by code points, in either database. */
  readonly text: 'text' | Expression<unknown>;
  /** A whole number of 64 bits that the database counts up by itself; it may leave numbers out. */
  readonly counter: {
    readonly type: 'integer' | 'bigserial';
    readonly define: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
  };
  /**
   * Creates the view `event_horizon`: one row with the number `sequence` up to which the table `events` is settled.
   * No event at or below it is still to come, and who reads it first and the events after, in two statements, sees
   * all of them. A reader that stops there, and goes on from there, misses none.
   */
  createEventHorizon(db: Kysely<unknown>): Promise<void>;
  /** Lets the counters of the tables go on after the greatest numbers in them, which were written, not counted. */
  countOn<DB>(db: Kysely<DB>): Promise<void>;
  /** Lets a transaction have tables to itself until it ends, those who only read them included. */
  lockTables<DB>(tx: Kysely<DB>, tables: readonly string[]): Promise<void>;
}
