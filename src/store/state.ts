import type { Kysely } from 'kysely';
import { readPage } from '../kit/sql/page.ts';
import { keptTables, keyOf } from './keys.ts';
import { installationKeys } from './repositories/meta.ts';
import type { Queries } from './tables.ts';

/** What a row holds. */
export type Value = string | number | null;

/** The rows of one table, each with its values in the order of the columns. */
export interface TableState {
  columns: string[];
  rows: Value[][];
}

/** All rows of all tables, by the names of the tables. */
export type TablesState = Record<string, TableState>;

/** A column, as the database has it. */
export interface ColumnState {
  isText: boolean;
  isNullable: boolean;
  hasDefault: boolean;
}

/** Rows in one statement. */
const BATCH = 200;

/**
 * What belongs to the installation and not to its state: its keys, which its servers hold, and the count of changes that
 * they watch (repositories/controls.ts).
 */
const STAYS: readonly string[] = [...installationKeys, 'controls-version'];

/** The state is larger than it may be. */
export class StateTooLargeError extends Error {}

/**
 * Reads all rows. `rows` has to see one moment only (Store.snapshot).
 * Throws StateTooLargeError where their texts have more than `limit` characters.
 */
export const readState = async (rows: Queries, limit: number): Promise<TablesState> => {
  const state: TablesState = {};
  let size = 0;
  for (const table of keptTables) {
    const read: Value[][] = [];
    let columns: string[] = [];
    for await (const row of rowsOf(rows, table)) {
      if (table === 'meta' && STAYS.includes(String(row.name))) continue;
      if (read.length === 0) columns = Object.keys(row).sort();
      const values = columns.map((column) => row[column] ?? null);
      for (const value of values) size += typeof value === 'string' ? value.length : 8;
      if (size > limit) throw new StateTooLargeError();
      read.push(values);
    }
    if (read.length > 0) state[table] = { columns, rows: read };
  }
  return state;
};

/**
 * Replaces all rows, in a transaction that has the tables to itself (Store.lockTables). The queue's rows are another
 * matter. Costs a statement per table, and one for each 200 rows.
 */
export const writeState = async (tx: Queries, state: TablesState): Promise<void> => {
  for (const table of keptTables) {
    const all = untyped(tx).deleteFrom(table);
    await (table === 'meta' ? all.where('name', 'not in', STAYS) : all).execute();
  }
  for (const table of keptTables) {
    const { columns, rows } = state[table] ?? { columns: [], rows: [] };
    for (let at = 0; at < rows.length; at += BATCH) {
      const batch = rows.slice(at, at + BATCH);
      const records = batch.map((row) =>
        Object.fromEntries(columns.map((name, index) => [name, row[index]])),
      );
      await untyped(tx)
        .insertInto(table)
        .values(records as Row[])
        .execute();
    }
  }
  if (state.faults) await countOnFaults(tx, state.faults);
};

/** Faults are named after the change that made them: those to come must not have the names of those that came. */
const countOnFaults = async (tx: Queries, { columns, rows }: TableState): Promise<void> => {
  const place = columns.indexOf('id');
  const numbers = rows.map((row) => Number(/\d+$/.exec(String(row[place]))?.[0] ?? 0));
  const greatest = Math.max(0, ...numbers.filter(Number.isSafeInteger));
  const version = tx.selectFrom('meta').select('value').where('name', '=', 'controls-version');
  const { value = '0' } = (await version.executeTakeFirst()) ?? {};
  if (Number(value) >= greatest) return;
  await tx
    .updateTable('meta')
    .set({ value: String(greatest) })
    .where('name', '=', 'controls-version')
    .execute();
};

/** The columns of the tables that hold state, by table and name, as the database tells them. */
export const readColumns = async (db: Queries): Promise<Map<string, Map<string, ColumnState>>> => {
  const kept: readonly string[] = keptTables;
  const tables = (await db.introspection.getTables()).filter(({ name }) => kept.includes(name));
  return new Map(
    tables.map(({ name, columns }) => [
      name,
      new Map(
        columns.map(({ name, dataType, isNullable, hasDefaultValue, isAutoIncrementing }) => [
          name,
          {
            isText: dataType.toLowerCase() === 'text',
            isNullable,
            hasDefault: hasDefaultValue || isAutoIncrementing,
          },
        ]),
      ),
    ]),
  );
};

/** The names of the changes that the schema is made of, in their order. */
export const readSchemaNames = async (db: Queries): Promise<string[]> => {
  const rows = await untyped(db).selectFrom('kysely_migration').select('name').orderBy('name').execute();
  return rows.map(({ name }) => String(name));
};

type Row = Record<string, Value>;

async function* rowsOf(db: Queries, table: (typeof keptTables)[number]): AsyncGenerator<Row> {
  const keys = keyOf(table);
  for (let after: (string | number)[] | undefined; ; ) {
    const query = untyped(db).selectFrom(table).selectAll();
    const page = await readPage(query, { keys, order: 'ASCENDING', after, limit: BATCH });
    const rows = page.slice(0, BATCH);
    yield* rows;
    const last = rows.at(-1);
    if (page.length <= BATCH || !last) return;
    after = keys.map((key) => last[key] ?? '');
  }
}

/** For queries about any table. */
const untyped = (db: Queries) => db as unknown as Kysely<Record<string, Row>>;
