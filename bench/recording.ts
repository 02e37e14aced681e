import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import type { Store } from '../src/store/index.ts';

type Row = Record<string, SQLOutputValue>;

/** A change of one row, which `key` identifies for an update or a deletion. */
export interface Change {
  kind: 'insert' | 'update' | 'delete';
  table: string;
  key: Row;
  /** The values written: all columns of a new row, the changed columns of an existing one. */
  values: Row;
}

/** The changes of a transaction; empty if it wrote nothing. */
export type Transaction = Change[];

/** Records what each transaction of a store changes, by comparing all rows of the database before and after. */
export const recordStore = (file: string) => {
  const transactions: Transaction[] = [];
  return {
    /** Returns the transactions since the last call. */
    take: (): Transaction[] => transactions.splice(0).filter((changes) => changes.length > 0),
    observe: (store: Store): Store => {
      const database = new DatabaseSync(file, { readOnly: true });
      const tables = tablesOf(database);
      let before = readRows(database, tables);
      return {
        ...store,
        transaction: async (work) => {
          const result = await store.transaction(work);
          const after = readRows(database, tables);
          transactions.push(tables.flatMap((table) => differences(table, before, after)));
          before = after;
          return result;
        },
        close: async () => {
          database.close();
          await store.close();
        },
      };
    },
  };
};

interface TableShape {
  name: string;
  key: string[];
  /** Whether the key is a number assigned by SQLite. */
  isCounted: boolean;
}

const tablesOf = (database: DatabaseSync): TableShape[] =>
  database
    .prepare(
      `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name not like 'kysely_%'`,
    )
    .all()
    .map(({ name }) => {
      const columns = database
        .prepare(`select name, type, pk from pragma_table_info(?) where pk > 0`)
        .all(String(name));
      return {
        name: String(name),
        key: columns.map((column) => String(column.name)),
        isCounted: columns.length === 1 && String(columns[0]?.type).toLowerCase() === 'integer',
      };
    });

/** All rows of all tables, by table and key. */
type Rows = Map<string, Map<string, Row>>;

const readRows = (database: DatabaseSync, tables: TableShape[]): Rows =>
  new Map(
    tables.map((table) => {
      const rows = database.prepare(`select * from ${table.name}`).all();
      return [table.name, new Map(rows.map((row) => [JSON.stringify(pick(row, table.key)), row]))];
    }),
  );

const differences = (table: TableShape, before: Rows, after: Rows): Change[] => {
  const old = before.get(table.name) ?? new Map<string, Row>();
  const current = after.get(table.name) ?? new Map<string, Row>();
  const changes: Change[] = [];
  for (const [name, row] of current) {
    const was = old.get(name);
    const key = pick(row, table.key);
    const columns = Object.keys(row).filter((column) =>
      was ? row[column] !== was[column] : !(table.isCounted && table.key.includes(column)),
    );
    if (columns.length === 0) continue;
    changes.push({ kind: was ? 'update' : 'insert', table: table.name, key, values: pick(row, columns) });
  }
  for (const [name, row] of old) {
    if (!current.has(name))
      changes.push({ kind: 'delete', table: table.name, key: pick(row, table.key), values: {} });
  }
  return changes;
};

const pick = (row: Row, columns: string[]): Row =>
  Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
