import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';

/** The start, order and size of a page. */
export interface Page {
  /** The columns to sort by. The last one is unique. If the query joins, they carry their table's alias. */
  keys: readonly string[];
  order: 'ASCENDING' | 'DESCENDING';
  /** The keys of the previous page's last row. */
  after?: readonly (string | number)[] | undefined;
  limit: number;
}

/**
 * Reads one page by keyset, so that its cost does not grow with the page number and inserts or deletes before the page
 * do not shift it. Returns up to `limit + 1` rows: the extra row means that there is a next page.
 */
export const readPage = async <DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  { keys, order, after, limit }: Page,
): Promise<Row[]> => {
  const direction = order === 'ASCENDING' ? 'asc' : 'desc';
  let page = query.limit(literal(limit + 1));
  if (after) page = page.where(isBeyond(keys, order, after));
  for (const key of keys) page = page.orderBy(sql.ref(key), direction);
  return (await page.execute()) as Row[];
};

/**
 * A number of rows, in the text of a statement: of a parameter PostgreSQL expects a tenth of all rows, so that one plan for all values
 * seems to cost more in a large table, and it plans each call anew.
 */
export const literal = (rows: number): RawBuilder<number> => sql.lit(rows);

/** Selects the rows that come after a position. */
export const isBeyond = (
  keys: readonly string[],
  order: Page['order'],
  after: readonly (string | number)[],
): RawBuilder<boolean> => {
  const columns = keys.map((key) => sql.ref(key));
  const beyond = sql.raw(order === 'ASCENDING' ? '>' : '<');
  const isAfter = sql<boolean>`(${sql.join(columns)}) ${beyond} (${sql.join(after)})`;
  const tables = new Set(keys.map((key) => key.slice(0, key.lastIndexOf('.') + 1)));
  // No index has columns of several tables, so the first bounds the scan.
  return tables.size > 1 ? sql<boolean>`${columns[0]} ${beyond}= ${after[0]} and ${isAfter}` : isAfter;
};
