import type { ClientTokens, Queries } from '../tables.ts';

export type TokenKey = Pick<ClientTokens, 'account_id' | 'catalog' | 'operation' | 'token'>;

export const findToken = async (db: Queries, key: TokenKey): Promise<ClientTokens | undefined> =>
  db
    .selectFrom('client_tokens')
    .selectAll()
    .where('account_id', '=', key.account_id)
    .where('catalog', '=', key.catalog)
    .where('operation', '=', key.operation)
    .where('token', '=', key.token)
    .executeTakeFirst();

/** Throws a unique violation when the token was used meanwhile. */
export const insertToken = async (db: Queries, token: ClientTokens): Promise<void> => {
  await db.insertInto('client_tokens').values(token).execute();
};
