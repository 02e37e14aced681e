import type { Kysely } from 'kysely';
import { readPage } from '../kit/sql/page.ts';
import type { Queries, Row, Table } from './tables.ts';

export type { Row, Value } from './tables.ts';

/** The most rows to hold in memory and to write with one statement. */
export const BATCH_SIZE = 200;
/** The first page of a table, whose rows may be of any size. */
const FIRST_BATCH_SIZE = 20;
/**
 * What a page should have at most, so that reading, encoding or writing it takes a millisecond or two, and its text, with some escapes, is no
 * large object for V8 (128 KB), which are collected one by one.
 */
const BATCH_CHARACTERS = 65_536;

/** Returns how many rows to read next after a page: as many as fit at the size of its rows, at most twice as many. */
const nextBatchSize = (rows: readonly Row[]): number => {
  const characters = rows.reduce((sum, row) => sum + charactersOf(row), 0);
  const fitting = Math.floor((BATCH_CHARACTERS * rows.length) / Math.max(1, characters));
  return Math.max(1, Math.min(fitting, 2 * rows.length, BATCH_SIZE));
};

const charactersOf = (row: Row): number => {
  let characters = 0;
  for (const column in row) {
    const value = row[column];
    characters += typeof value === 'string' ? value.length : 8;
  }
  return characters;
};

/** Splits a page whose rows are larger than those before: each part has as much as a page should have, or one row. */
function* partsOf(rows: readonly Row[]): Generator<Row[]> {
  let part: Row[] = [];
  let characters = 0;
  for (const row of rows) {
    const more = charactersOf(row);
    if (part.length > 0 && characters + more > BATCH_CHARACTERS) {
      yield part;
      [part, characters] = [[], 0];
    }
    part.push(row);
    characters += more;
  }
  if (part.length > 0) yield part;
}

/** Reads all rows of a table in key order, per query up to `BATCH_SIZE`, and fewer if they are large. Yields as many as take a few milliseconds. */
export async function* readBatches(db: Queries, { name, key }: Table): AsyncGenerator<Row[]> {
  let size = FIRST_BATCH_SIZE;
  for (let after: (string | number)[] | undefined; ; ) {
    const query = anyTable(db).selectFrom(name).selectAll();
    const page = await readPage(query, { keys: key, order: 'ASCENDING', after, limit: size });
    const rows = page.slice(0, size);
    yield* partsOf(rows);
    const last = rows.at(-1);
    if (page.length <= size || !last) return;
    size = nextBatchSize(rows);
    after = key.map((column) => last[column] ?? '');
  }
}

/** For queries on a table that is known only at run time. */
export const anyTable = (db: Queries) => db as unknown as Kysely<Record<string, Row>>;
