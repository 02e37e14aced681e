import type { Queries } from '../tables.ts';

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
