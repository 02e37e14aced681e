import type { Kysely } from 'kysely';
import type { SchemaDialect } from '../../kit/sql/schema.ts';

/** `bigint` is for event sequences, which outgrow PostgreSQL's `integer`. */
type Column = string | [string, 'integer' | 'bigint'];

/** The database to migrate, and the parts of its schema that differ between databases. */
export interface Target {
  db: Kysely<unknown>;
  schema: SchemaDialect;
}

/** Creates a table whose columns are NOT NULL text unless said otherwise; a trailing `?` allows NULL. */
export const createTable = async (
  { db, schema }: Target,
  name: string,
  columns: Column[],
  primaryKey: string[],
): Promise<void> => {
  let table = db.schema.createTable(name);
  for (const column of columns) {
    const [title, type] = typeof column === 'string' ? ([column, schema.text] as const) : column;
    table = title.endsWith('?')
      ? table.addColumn(title.slice(0, -1), type)
      : table.addColumn(title, type, (definition) => definition.notNull());
  }
  await table.addPrimaryKeyConstraint(`${name}_key`, primaryKey as never).execute();
};

/** Begins an index named after its table. */
export const createIndex = ({ db }: Target, table: string, name: string, columns: string[]) =>
  db.schema.createIndex(`${table}_${name}`).on(table).columns(columns);
