import { createBreath } from '../kit/flow/breath.ts';
import type { Format, Shape } from './formats.ts';
import { anyTable, BATCH_SIZE, type Row, readBatches, type Value } from './rows.ts';
import { CONTROLS_VERSION } from './tables/meta.ts';
import { loadStateTables, type Queries, type Table } from './tables.ts';

/** The rows of one table, with values in the order of `columns`. */
export interface TableState {
  columns: string[];
  rows: Value[][];
}

/** All rows of all tables, by table name. */
export type TablesState = Record<string, TableState>;

/** A table that holds state, as its definition and the database describe it. */
export interface KnownTable {
  key: readonly string[];
  columns: ReadonlyMap<string, KnownColumn>;
}

export interface KnownColumn {
  isText: boolean;
  isNullable: boolean;
  hasDefault: boolean;
  json: Shape | undefined;
  format: Format | undefined;
}

/** The state exceeds its size limit. */
export class StateTooLargeError extends Error {}

/**
 * Reads all rows. `rows` must be a consistent read (Store.readConsistently).
 * Returns control to the event loop in between. Throws StateTooLargeError if their texts have more than `limit` characters.
 */
export const readState = async (rows: Queries, limit: number): Promise<TablesState> => {
  const state: TablesState = {};
  let size = 0;
  const breathe = createBreath();
  for (const table of await loadStateTables()) {
    const read: Value[][] = [];
    let columns: string[] = [];
    for await (const row of stateRows(rows, table)) {
      await breathe();
      if (read.length === 0) columns = Object.keys(row).sort();
      const values = columns.map((column) => row[column] ?? null);
      for (const value of values) size += typeof value === 'string' ? value.length : 8;
      if (size > limit) throw new StateTooLargeError();
      read.push(values);
    }
    if (read.length > 0) state[table.name] = { columns, rows: read };
  }
  return state;
};

/**
 * Replaces all rows, except the queue's jobs, in a transaction that has locked the tables (Store.lockTables). Costs one
 * statement per table and one per 200 rows.
 */
export const writeState = async (tx: Queries, state: TablesState): Promise<void> => {
  const tables = await loadStateTables();
  for (const { name, installation } of tables) {
    const all = anyTable(tx).deleteFrom(name);
    await (typeof installation === 'object'
      ? all.where(installation.column, 'not in', installation.values)
      : all
    ).execute();
  }
  for (const { name } of tables) {
    const { columns, rows } = state[name] ?? { columns: [], rows: [] };
    for (let at = 0; at < rows.length; at += BATCH_SIZE) {
      const batch = rows.slice(at, at + BATCH_SIZE);
      const records = batch.map((row) =>
        Object.fromEntries(columns.map((column, index) => [column, row[index]])),
      );
      await anyTable(tx)
        .insertInto(name)
        .values(records as Row[])
        .execute();
    }
  }
  if (state.faults) await advanceVersionPast(tx, state.faults);
};

/** Advances the version past the imported injections: their ids derive from it, and new ones must not collide. */
const advanceVersionPast = async (tx: Queries, { columns, rows }: TableState): Promise<void> => {
  const place = columns.indexOf('id');
  const numbers = rows.map((row) => Number(/\d+$/.exec(String(row[place]))?.[0] ?? 0));
  const greatest = Math.max(0, ...numbers.filter(Number.isSafeInteger));
  const version = tx.selectFrom('meta').select('value').where('name', '=', CONTROLS_VERSION);
  const { value = '0' } = (await version.executeTakeFirst()) ?? {};
  if (Number(value) >= greatest) return;
  await tx
    .updateTable('meta')
    .set({ value: String(greatest) })
    .where('name', '=', CONTROLS_VERSION)
    .execute();
};

/** Returns the tables that hold state, by name. */
export const readKnownTables = async (db: Queries): Promise<Map<string, KnownTable>> => {
  const tables = new Map((await db.introspection.getTables()).map((table) => [table.name, table.columns]));
  return new Map(
    (await loadStateTables()).map(({ name, key, json = {}, formats = {} }): [string, KnownTable] => [
      name,
      {
        key,
        columns: new Map(
          tables
            .get(name)
            ?.map(({ name: column, dataType, isNullable, hasDefaultValue, isAutoIncrementing }) => [
              column,
              {
                isText: dataType.toLowerCase() === 'text',
                isNullable,
                hasDefault: hasDefaultValue || isAutoIncrementing,
                json: json[column],
                format: formats[column],
              },
            ]),
        ),
      },
    ]),
  );
};

/** Returns the names of the applied migrations, in order. */
export const readSchemaNames = async (db: Queries): Promise<string[]> => {
  const rows = await anyTable(db).selectFrom('kysely_migration').select('name').orderBy('name').execute();
  return rows.map(({ name }) => String(name));
};

/** The rows of a table that are part of the state. */
async function* stateRows(db: Queries, table: Table): AsyncGenerator<Row> {
  const { column, values } =
    typeof table.installation === 'object' ? table.installation : { column: '', values: [] };
  for await (const batch of readBatches(db, table)) {
    for (const row of batch) if (!values.includes(String(row[column]))) yield row;
  }
}
