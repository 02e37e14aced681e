import type { Queries } from '../tables.ts';

/** What seals page tokens. */
export const PAGE_TOKEN_KEY = 'page-token-key';
/** What seals the sessions of temporary keys. */
export const SESSION_KEY = 'session-key';
/** Secrets of the installation: all its servers hold them, and they are no part of its state. */
export const installationKeys: readonly string[] = [PAGE_TOKEN_KEY, SESSION_KEY];

/** A value of the installation that is made once and then kept: whoever asks first, makes it. */
export const readOrCreate = async (db: Queries, name: string, create: () => string): Promise<string> => {
  await db
    .insertInto('meta')
    .values({ name, value: create() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db.selectFrom('meta').select('value').where('name', '=', name).executeTakeFirstOrThrow();
  return row.value;
};
