import type { Kysely } from 'kysely';
import { readPage } from '../kit/sql/page.ts';
import type { Queries, Table } from './tables.ts';

/** A column value. */
export type Value = string | number | null;

/** A row of any table. */
export type Row = Record<string, Value>;

/** The number of rows to hold in memory and to write with one statement. */
export const BATCH_SIZE = 200;

/** Reads all rows of a table in key order, up to `BATCH_SIZE` per query. */
export async function* readBatches(db: Queries, { name, key }: Table): AsyncGenerator<Row[]> {
  for (let after: (string | number)[] | undefined; ; ) {
    const query = anyTable(db).selectFrom(name).selectAll();
    const page = await readPage(query, { keys: key, order: 'ASCENDING', after, limit: BATCH_SIZE });
    const rows = page.slice(0, BATCH_SIZE);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (page.length <= BATCH_SIZE || !last) return;
    after = key.map((column) => last[column] ?? '');
  }
}

/** For queries on a table that is known only at run time. */
export const anyTable = (db: Queries) => db as unknown as Kysely<Record<string, Row>>;
