import type { ColumnDefinitionBuilder, Expression, Kysely } from 'kysely';

/** An auto-increment column. */
export interface Counter {
  readonly table: string;
  readonly column: string;
}

/** The parts of a schema that differ between the databases. Migrations use them. */
export interface SchemaDialect {
  /** Text that sorts and compares by code points in both databases. */
  readonly text: 'text' | Expression<unknown>;
  /** A 64-bit auto-increment integer; it may have gaps. */
  readonly counter: {
    readonly type: 'integer' | 'bigserial';
    readonly define: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
  };
  /**
   * Creates a view of one row that holds the table's horizon in the counter's column: no row at or below this number
   * can still appear. A reader that queries the view first, then the rows up to it in a second statement, sees all of
   * them and can continue from there without missing any. At most one table of a database has such a view.
   */
  createHorizon(db: Kysely<unknown>, counter: Counter, view: string): Promise<void>;
  /** Whether there is a table of this name. */
  hasTable<DB>(db: Kysely<DB>, table: string): Promise<boolean>;
  /** Moves a counter past the greatest number in its table, after rows were inserted with explicit numbers. */
  countOn<DB>(db: Kysely<DB>, counter: Counter): Promise<void>;
  /** Locks tables for a transaction until it ends. Waits for all transactions that use them, readers included. */
  lockTables<DB>(tx: Kysely<DB>, tables: readonly string[]): Promise<void>;
}
