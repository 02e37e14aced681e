import { prepare } from '../prepare.ts';
import type { ClientTokens } from '../tables/client-tokens.ts';
import type { Queries } from '../tables.ts';

export type TokenKey = Pick<ClientTokens, 'account_id' | 'catalog' | 'operation' | 'token'>;

export const findToken = async (db: Queries, key: TokenKey): Promise<ClientTokens | undefined> =>
  byKey.first(db, key);

const byKey = prepare((db, key: TokenKey) =>
  db
    .selectFrom('client_tokens')
    .selectAll()
    .where('account_id', '=', key.account_id)
    .where('catalog', '=', key.catalog)
    .where('operation', '=', key.operation)
    .where('token', '=', key.token),
);

/** Throws a unique violation if a concurrent request used the token. */
export const insertToken = async (db: Queries, token: ClientTokens): Promise<void> => {
  await insert.run(db, token);
};

const insert = prepare((db, token: ClientTokens) => db.insertInto('client_tokens').values(token));
