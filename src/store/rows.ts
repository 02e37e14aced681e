import type { Kysely } from 'kysely';
import { readPage } from '../kit/sql/page.ts';
import type { Queries, Table } from './tables.ts';

/** What a column of a row holds. */
export type Value = string | number | null;

/** A row of any table. */
export type Row = Record<string, Value>;

/** Rows in memory, and in one statement. */
export const BATCH_SIZE = 200;

/** Reads all rows of a table in the order of its key, up to `BATCH_SIZE` with each query. */
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

/** For queries on a table that is known at run time only. */
export const anyTable = (db: Queries) => db as unknown as Kysely<Record<string, Row>>;
