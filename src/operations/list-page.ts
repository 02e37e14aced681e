import type { SelectQueryBuilder } from 'kysely';
import { type Page, readPage } from '../kit/sql/page.ts';
import type { Call } from './operation.ts';
import type { PageScope, Position } from './page-tokens.ts';

/** How many items a page has when the request does not say: AWS API reference, ListOpportunities. */
const DEFAULT_PAGE = 20;

interface ListRequest<Row> extends Omit<PageScope, 'account'>, Pick<Page, 'keys'> {
  order?: Page['order'] | undefined;
  /** How many items a page has when the request does not say, if not 20. */
  pageSize?: number;
  /** Where in the list a row stands: its keys. */
  positionOf(row: Row): Position;
}

/** One page of a list, and the token of the next one if there is one. Costs one query. */
export const listPage = async <DB, TB extends keyof DB, Row>(
  { account, pageTokens }: Call,
  { operation, input, keys, order = 'DESCENDING', pageSize = DEFAULT_PAGE, positionOf }: ListRequest<Row>,
  query: SelectQueryBuilder<DB, TB, Row>,
): Promise<{ rows: Row[]; NextToken?: string }> => {
  const scope = { operation, account, input };
  const limit = input.MaxResults ?? pageSize;
  const after = input.NextToken ? pageTokens.open(scope, input.NextToken) : undefined;
  const found = await readPage(query, { keys, order, after, limit });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  if (found.length <= limit || last === undefined) return { rows };
  return { rows, NextToken: pageTokens.seal(scope, positionOf(last)) };
};
