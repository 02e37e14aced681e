import type { ColumnDefinitionBuilder, Expression, Kysely } from 'kysely';

/** A column that the database counts up with each row. */
export interface Counter {
  readonly table: string;
  readonly column: string;
}

/** What the databases express differently. Migrations are written in these words. */
export interface SchemaWords {
  /** Text that sorts and compares by code points, in either database. */
  readonly text: 'text' | Expression<unknown>;
  /** A whole number of 64 bits that the database counts up by itself; it may leave numbers out. */
  readonly counter: {
    readonly type: 'integer' | 'bigserial';
    readonly define: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
  };
  /**
   * Creates a view of one row: the number, in the counter's column, up to which the table is settled. No row at or below
   * it is still to come. Whoever reads the view first and then the rows up to it, in a second statement, sees all of
   * them; so a reader that goes on from there misses none. At most one table of a database has such a view.
   */
  createHorizon(db: Kysely<unknown>, counter: Counter, view: string): Promise<void>;
  /** Lets a counter go on after the greatest number in its table, if that was written, not counted. */
  countOn<DB>(db: Kysely<DB>, counter: Counter): Promise<void>;
  /** Lets a transaction have tables to itself until it ends; it waits for transactions that only read them too. */
  lockTables<DB>(tx: Kysely<DB>, tables: readonly string[]): Promise<void>;
}
