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

/** Writes a value that is not there yet. Returns false if it is. */
export const addMeta = async (tx: Queries, name: string, value: string): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('meta')
    .values({ name, value })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Boolean(numInsertedOrUpdatedRows);
};

/** Replaces a value if it is still what the caller read. Returns whether it was. */
export const replaceMeta = async (
  tx: Queries,
  name: string,
  { from, to }: { from: string; to: string },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('meta')
    .set({ value: to })
    .where('name', '=', name)
    .where('value', '=', from)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};
