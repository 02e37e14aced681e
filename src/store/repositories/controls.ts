import { sql } from 'kysely';
import type { Injections } from '../tables/faults.ts';
import { CONTROLS_VERSION } from '../tables/meta.ts';
import type { Queries } from '../tables.ts';
import { readOrCreate } from './meta.ts';

/** The operator's settings as stored: rows of `meta`, and the table `faults`. */
export interface ControlsState {
  clock: string | undefined;
  reviewPolicy: string | undefined;
  taskWait: string | undefined;
  quirks: string | undefined;
  quotas: string | undefined;
  /** The pending injections, in the order of their creation. */
  injections: Injections[];
}

const CLOCK = 'clock';
const REVIEW_POLICY = 'review-policy';
const TASK_WAIT = 'task-wait';
const QUIRKS = 'quirks';
const QUOTAS = 'quotas';

/** How servers learn of changed settings (kit/sql/peers.ts). */
export const controlsVersion = {
  channel: 'cosell_controls',
  versionQuery: `select value from meta where name = '${CONTROLS_VERSION}'`,
};

/** Reads the settings. Two queries. */
export const readControls = async (db: Queries): Promise<ControlsState> => {
  const names = [CLOCK, REVIEW_POLICY, TASK_WAIT, QUIRKS, QUOTAS];
  const rows = await db.selectFrom('meta').selectAll().where('name', 'in', names).execute();
  const values = new Map(rows.map(({ name, value }) => [name, value]));
  const injections = await listInjections(db);
  return {
    clock: values.get(CLOCK),
    reviewPolicy: values.get(REVIEW_POLICY),
    taskWait: values.get(TASK_WAIT),
    quirks: values.get(QUIRKS),
    quotas: values.get(QUOTAS),
    injections,
  };
};

/** Locks the settings until the transaction ends. Returns the version number of this change. */
export const lockControls = async (tx: Queries): Promise<number> => {
  for (;;) {
    await readOrCreate(tx, CONTROLS_VERSION, () => '0');
    const row = await tx
      .selectFrom('meta')
      .select('value')
      .where('name', '=', CONTROLS_VERSION)
      .forUpdate()
      .executeTakeFirst();
    // Replacing the whole state deletes and reinserts the row, so a transaction that waited for the old row finds none.
    if (row) return Number(row.value) + 1;
  }
};

/**
 * Writes the version of a change, as its last statement. Returns the version that is stored: a greater one than
 * `version` if the change wrote that before, as the import of a state does.
 */
export const writeVersion = async (tx: Queries, version: number): Promise<number> => {
  const greater = sql<string>`case when cast(meta.value as bigint) > ${version} then meta.value else excluded.value end`;
  const { value } = await tx
    .insertInto('meta')
    .values({ name: CONTROLS_VERSION, value: String(version) })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: greater }))
    .returning('value')
    .executeTakeFirstOrThrow();
  return Number(value);
};

export const writeClock = (tx: Queries, value: string): Promise<void> => put(tx, CLOCK, value);
export const writeReviewPolicy = (tx: Queries, value: string): Promise<void> => put(tx, REVIEW_POLICY, value);
export const writeTaskWait = (tx: Queries, value: string): Promise<void> => put(tx, TASK_WAIT, value);

export const writeQuirks = (tx: Queries, value: string): Promise<void> => put(tx, QUIRKS, value);

export const writeQuotas = (tx: Queries, value: string): Promise<void> => put(tx, QUOTAS, value);

const put = async (tx: Queries, name: string, value: string): Promise<void> => {
  await tx
    .insertInto('meta')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
};

export const listInjections = async (db: Queries): Promise<Injections[]> =>
  db.selectFrom('faults').selectAll().orderBy('id').execute();

export const insertInjection = async (tx: Queries, injection: Injections): Promise<void> => {
  await tx.insertInto('faults').values(injection).execute();
};

/** Returns false if no injection has this id. */
export const deleteInjection = async (tx: Queries, id: string): Promise<boolean> => {
  const { numDeletedRows } = await tx.deleteFrom('faults').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
};

/** Deletes all injections and returns their number. */
export const deleteInjections = async (tx: Queries): Promise<number> => {
  const { numDeletedRows } = await tx.deleteFrom('faults').executeTakeFirst();
  return Number(numDeletedRows);
};

/**
 * Decrements the remaining count of an injection, and deletes the injection at zero. Returns the new count, or undefined
 * if there was none. Atomic, so that concurrent requests do not exceed the count.
 */
export const spendInjection = async (tx: Queries, id: string): Promise<number | undefined> => {
  const row = await tx
    .updateTable('faults')
    .set((column) => ({ remaining: column('remaining', '-', 1) }))
    .where('id', '=', id)
    .where('remaining', '>', 0)
    .returning('remaining')
    .executeTakeFirst();
  if (!row) return undefined;
  const remaining = row.remaining ?? 0;
  if (remaining === 0) await deleteInjection(tx, id);
  return remaining;
};

/** Returns the injection and locks it until the transaction ends. */
export const lockInjection = async (tx: Queries, id: string): Promise<Injections | undefined> =>
  tx.selectFrom('faults').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const writeInjectionEffect = async (tx: Queries, id: string, effect: string): Promise<void> => {
  await tx.updateTable('faults').set({ effect }).where('id', '=', id).execute();
};
