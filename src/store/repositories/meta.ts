import type { Queries } from '../tables.ts';

/** Returns a value of the installation, and creates it on the first call. */
export const readOrCreate = async (db: Queries, name: string, create: () => string): Promise<string> => {
  await db
    .insertInto('meta')
    .values({ name, value: create() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db.selectFrom('meta').select('value').where('name', '=', name).executeTakeFirstOrThrow();
  return row.value;
};

export const readMeta = async (db: Queries, name: string): Promise<string | undefined> =>
  (await db.selectFrom('meta').select('value').where('name', '=', name).executeTakeFirst())?.value;

/** Returns a value and locks it until the transaction ends. */
export const lockMeta = async (tx: Queries, name: string): Promise<string | undefined> =>
  (await tx.selectFrom('meta').select('value').where('name', '=', name).forUpdate().executeTakeFirst())
    ?.value;

export const writeMeta = async (tx: Queries, name: string, value: string): Promise<void> => {
  await tx
    .insertInto('meta')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
};
