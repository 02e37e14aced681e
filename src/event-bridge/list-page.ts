import type { SelectQueryBuilder } from 'kysely';
import { ServiceError } from '../kit/service/errors.ts';
import { readPage } from '../kit/sql/page.ts';
import { ValidationException } from '../model/errors.ts';
import type { Call } from '../operations/operation.ts';
import type { Position } from '../operations/page-tokens.ts';
import type { OperationName } from './contract.ts';

/** How many items a page has at most, and when the request does not say. */
const MOST = 100;

interface ListRequest<Row> {
  operation: OperationName;
  input: { NextToken?: string; Limit?: number };
  /** The column to sort by, which tells rows apart. */
  key: keyof Row & string;
}

/** One page of a list, and the token of the next one if there is one. Costs one query. */
export const listPage = async <DB, TB extends keyof DB, Row extends object>(
  { account, pageTokens }: Call,
  { operation, input, key }: ListRequest<Row>,
  query: SelectQueryBuilder<DB, TB, Row>,
): Promise<{ rows: Row[]; NextToken?: string }> => {
  const { Limit: limit = MOST, NextToken, ...filters } = input;
  const scope = { operation: `events:${operation}`, account, input: filters };
  const after = NextToken === undefined ? undefined : open(() => pageTokens.open(scope, NextToken));
  const found = await readPage(query, { keys: [key], order: 'ASCENDING', after, limit });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  if (found.length <= limit || last === undefined) return { rows };
  return { rows, NextToken: pageTokens.seal(scope, [String(last[key])]) };
};

/** In the words of EventBridge, which has no list of faults. */
const open = (read: () => Position): Position => {
  try {
    return read();
  } catch (error) {
    if (error instanceof ServiceError) throw ValidationException(error.message);
    throw error;
  }
};
