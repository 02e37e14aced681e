import type { Injections } from '../tables/faults.ts';
import { CONTROLS_VERSION } from '../tables/meta.ts';
import type { Queries } from '../tables.ts';
import { readOrCreate } from './meta.ts';

/** What the operator has set, as it is kept: rows of `meta`, and the table `faults`. */
export interface ControlsState {
  clock: string | undefined;
  reviewPolicy: string | undefined;
  taskWait: string | undefined;
  quirks: string | undefined;
  /** Those yet to happen, in the order in which they were asked for. */
  injections: Injections[];
}

const CLOCK = 'clock';
const REVIEW_POLICY = 'review-policy';
const TASK_WAIT = 'task-wait';
const QUIRKS = 'quirks';

/** How servers learn that what is set has changed (kit/sql/peers.ts). */
export const controlsVersion = {
  channel: 'cosell_controls',
  versionQuery: `select value from meta where name = '${CONTROLS_VERSION}'`,
};

/** Two queries. */
export const readControls = async (db: Queries): Promise<ControlsState> => {
  const names = [CLOCK, REVIEW_POLICY, TASK_WAIT, QUIRKS];
  const rows = await db.selectFrom('meta').selectAll().where('name', 'in', names).execute();
  const values = new Map(rows.map(({ name, value }) => [name, value]));
  const injections = await listInjections(db);
  return {
    clock: values.get(CLOCK),
    reviewPolicy: values.get(REVIEW_POLICY),
    taskWait: values.get(TASK_WAIT),
    quirks: values.get(QUIRKS),
    injections,
  };
};

/** Waits for changes under way, lets others wait until this transaction ends, and answers the version that it makes. */
export const lockControls = async (tx: Queries): Promise<number> => {
  for (;;) {
    await readOrCreate(tx, CONTROLS_VERSION, () => '0');
    const row = await tx
      .selectFrom('meta')
      .select('value')
      .where('name', '=', CONTROLS_VERSION)
      .forUpdate()
      .executeTakeFirst();
    // What replaces the whole state writes the row anew, and whoever waited for the old one finds none.
    if (row) return Number(row.value) + 1;
  }
};

/** The last statement of a change. */
export const writeVersion = (tx: Queries, version: number): Promise<void> =>
  put(tx, CONTROLS_VERSION, String(version));

export const writeClock = (tx: Queries, value: string): Promise<void> => put(tx, CLOCK, value);
export const writeReviewPolicy = (tx: Queries, value: string): Promise<void> => put(tx, REVIEW_POLICY, value);
export const writeTaskWait = (tx: Queries, value: string): Promise<void> => put(tx, TASK_WAIT, value);

export const writeQuirks = (tx: Queries, value: string): Promise<void> => put(tx, QUIRKS, value);

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

/** False when there is none of this id. */
export const deleteInjection = async (tx: Queries, id: string): Promise<boolean> => {
  const { numDeletedRows } = await tx.deleteFrom('faults').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
};

/** Answers how many there were. */
export const deleteInjections = async (tx: Queries): Promise<number> => {
  const { numDeletedRows } = await tx.deleteFrom('faults').executeTakeFirst();
  return Number(numDeletedRows);
};

/**
 * Takes one of the times that an injection is still to happen; with the last one the injection is gone. Answers how many are
 * left, or undefined where there was none: whoever races for it, it happens as often as was asked for.
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

/** The injection as it is, and as it stays until the end of the transaction. */
export const lockInjection = async (tx: Queries, id: string): Promise<Injections | undefined> =>
  tx.selectFrom('faults').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const writeInjectionEffect = async (tx: Queries, id: string, effect: string): Promise<void> => {
  await tx.updateTable('faults').set({ effect }).where('id', '=', id).execute();
};
