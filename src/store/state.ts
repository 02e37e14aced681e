import { sql } from 'kysely';
import { breathe } from '../kit/flow/pace.ts';
import type { Format, Shape } from './formats.ts';
import { anyTable, type Row, readBatches, type Value } from './rows.ts';
import { CONTROLS_VERSION } from './tables/meta.ts';
import { loadStateTables, type Queries, type Table } from './tables.ts';

/** The rows of one table, with values in the order of `columns`. */
export interface TableState {
  columns: string[];
  rows: Value[][];
}

/** The rows of one table to be written, in batches that are small enough for one statement each. */
export interface TableSource {
  columns: readonly string[];
  batches(): AsyncIterable<Value[][]> | Iterable<Value[][]>;
}

/** All rows of all tables, by table name. */
export type TablesSource = ReadonlyMap<string, TableSource>;

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

/** Some rows of one table, in the order of its key. */
export interface StateRows extends TableState {
  table: string;
}

/**
 * Reads all rows, table by table, as many at once as take a few milliseconds. `rows` must be a consistent read
 * (Store.openSnapshot). Tables without rows are left out. Costs a query per table and per 200 rows, in turn with other requests.
 */
export async function* readState(rows: Queries): AsyncGenerator<StateRows, void, undefined> {
  for (const table of await loadStateTables()) {
    let columns: string[] | undefined;
    for await (const batch of readBatches(rows, table)) {
      const kept = batch.filter(isStateOf(table));
      columns ??= Object.keys(batch[0] ?? {}).sort();
      const order = columns;
      const values = kept.map((row) => order.map((column) => row[column] ?? null));
      if (values.length > 0) yield { table: table.name, columns, rows: values };
      // SQLite answers at once, and a client that reads fast enough keeps nobody waiting either.
      await breathe();
    }
  }
}

/** Whether a row of a table is part of the state. */
const isStateOf = ({ installation }: Table): ((row: Row) => boolean) => {
  if (typeof installation !== 'object') return () => true;
  const { column, values } = installation;
  return (row) => !values.includes(String(row[column]));
};

/** The rows to delete with one statement. */
const DELETED_AT_ONCE = 500;

/**
 * Replaces all rows, except the queue's jobs, in a transaction that has locked the tables (Store.lockTables). Costs one
 * statement per 500 deleted rows and one per batch of new ones, and returns control to the event loop in between.
 */
export const writeState = async (tx: Queries, state: TablesSource): Promise<void> => {
  const tables = await loadStateTables();
  for (const table of tables) {
    while (await deleteSome(tx, table)) await breathe();
  }
  let greatest = 0;
  for (const { name } of tables) {
    const { columns, batches } = state.get(name) ?? { columns: [], batches: () => [] };
    for await (const rows of batches()) {
      const records = rows.map((row) =>
        Object.fromEntries(columns.map((column, index) => [column, row[index]])),
      );
      await anyTable(tx)
        .insertInto(name)
        .values(records as Row[])
        .execute();
      if (name === 'faults') greatest = Math.max(greatest, ...records.map(({ id }) => numberOf(id)));
      await breathe();
    }
  }
  await advanceVersionPast(tx, greatest);
};

/** Deletes some rows of a table, except single ones of the installation. Returns whether there may be more. */
export const deleteSome = async (tx: Queries, { name, key, installation }: Table): Promise<boolean> => {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const kept =
    typeof installation === 'object'
      ? sql`where ${sql.ref(installation.column)} not in (${sql.join(installation.values)})`
      : sql``;
  const { numAffectedRows = 0n } = await sql`
    delete from ${sql.table(name)} where (${columns}) in (
      select ${columns} from ${sql.table(name)} ${kept} order by ${columns} limit ${sql.lit(DELETED_AT_ONCE)}
    )
  `.execute(tx);
  return numAffectedRows >= BigInt(DELETED_AT_ONCE);
};

/** The number at the end of the id of an injection. */
const numberOf = (id: Value | undefined): number => {
  const number = Number(/\d+$/.exec(String(id))?.[0] ?? 0);
  return Number.isSafeInteger(number) ? number : 0;
};

/** Advances the version past the imported injections: their ids derive from it, and new ones must not collide. */
const advanceVersionPast = async (tx: Queries, greatest: number): Promise<void> => {
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
  await breathe();
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
