import { readPage } from '../../kit/sql/page.ts';
import type { OperatorTokens } from '../tables/operator-tokens.ts';
import type { Queries } from '../tables.ts';

/** Finds tokens by name, in any order. One query. */
export const findTokens = async (db: Queries, names: readonly string[]): Promise<OperatorTokens[]> =>
  db.selectFrom('operator_tokens').selectAll().where('name', 'in', names).execute();

/** Returns false, and changes nothing, if there is a token of that name. */
export const insertToken = async (tx: Queries, token: OperatorTokens): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('operator_tokens')
    .values(token)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Boolean(numInsertedOrUpdatedRows);
};

/** Returns false if there is no token of that name. */
export const deleteToken = async (tx: Queries, name: string): Promise<boolean> => {
  const { numDeletedRows } = await tx
    .deleteFrom('operator_tokens')
    .where('name', '=', name)
    .executeTakeFirst();
  return numDeletedRows > 0n;
};

/** Reads a page, by name: see `readPage`. */
export const listTokens = async (
  db: Queries,
  { after, limit }: { after: readonly string[] | undefined; limit: number },
): Promise<OperatorTokens[]> =>
  readPage(db.selectFrom('operator_tokens').selectAll(), {
    keys: ['name'],
    order: 'ASCENDING',
    after,
    limit,
  });

/** Whether there is a token. */
export const hasTokens = async (db: Queries): Promise<boolean> =>
  (await db.selectFrom('operator_tokens').select('name').limit(1).executeTakeFirst()) !== undefined;
