import { type SelectQueryBuilder, sql } from 'kysely';

/** Where a page begins and how it is ordered. */
export interface Page {
  /** The columns to sort by, the last of which tells rows apart; with their table's alias if the query joins. */
  keys: readonly string[];
  order: 'ASCENDING' | 'DESCENDING';
  /** The keys of the last row of the page before. */
  after?: readonly (string | number)[] | undefined;
  limit: number;
}

/**
 * Reads one page by key, so that the cost does not depend on how many pages came before, and a page does not shift
 * when rows before it come or go. Reads one row more than the limit: if it is there, there is a next page.
 */
export const readPage = async <DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  { keys, order, after, limit }: Page,
): Promise<Row[]> => {
  const direction = order === 'ASCENDING' ? 'asc' : 'desc';
  const beyond = sql.raw(order === 'ASCENDING' ? '>' : '<');
  const columns = keys.map((key) => sql.ref(key));
  let page = query.limit(limit + 1);
  if (after) page = page.where(sql<boolean>`(${sql.join(columns)}) ${beyond} (${sql.join(after)})`);
  for (const column of columns) page = page.orderBy(column, direction);
  return (await page.execute()) as Row[];
};
