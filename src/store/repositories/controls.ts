import type { Faults } from '../tables/faults.ts';
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
  faults: Faults[];
}

const CLOCK = 'clock';
const REVIEW_POLICY = 'review-policy';
const TASK_WAIT = 'task-wait';
const QUIRKS = 'quirks';

/** Two queries. */
export const readControls = async (db: Queries): Promise<ControlsState> => {
  const names = [CLOCK, REVIEW_POLICY, TASK_WAIT, QUIRKS];
  const rows = await db.selectFrom('meta').selectAll().where('name', 'in', names).execute();
  const values = new Map(rows.map(({ name, value }) => [name, value]));
  const faults = await listFaults(db);
  return {
    clock: values.get(CLOCK),
    reviewPolicy: values.get(REVIEW_POLICY),
    taskWait: values.get(TASK_WAIT),
    quirks: values.get(QUIRKS),
    faults,
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

export const listFaults = async (db: Queries): Promise<Faults[]> =>
  db.selectFrom('faults').selectAll().orderBy('id').execute();

export const insertFault = async (tx: Queries, fault: Faults): Promise<void> => {
  await tx.insertInto('faults').values(fault).execute();
};

/** False when there is none of this id. */
export const deleteFault = async (tx: Queries, id: string): Promise<boolean> => {
  const { numDeletedRows } = await tx.deleteFrom('faults').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
};

/** Answers how many there were. */
export const deleteFaults = async (tx: Queries): Promise<number> => {
  const { numDeletedRows } = await tx.deleteFrom('faults').executeTakeFirst();
  return Number(numDeletedRows);
};

/**
 * Takes one of the times that a fault is still to happen; with the last one the fault is gone. Answers how many are
 * left, or undefined where there was none: whoever races for it, it happens as often as was asked for.
 */
export const spendFault = async (tx: Queries, id: string): Promise<number | undefined> => {
  const row = await tx
    .updateTable('faults')
    .set((fault) => ({ remaining: fault('remaining', '-', 1) }))
    .where('id', '=', id)
    .where('remaining', '>', 0)
    .returning('remaining')
    .executeTakeFirst();
  if (!row) return undefined;
  const remaining = row.remaining ?? 0;
  if (remaining === 0) await deleteFault(tx, id);
  return remaining;
};

/** The fault as it is, and as it stays until the end of the transaction. */
export const lockFault = async (tx: Queries, id: string): Promise<Faults | undefined> =>
  tx.selectFrom('faults').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const writeFaultEffect = async (tx: Queries, id: string, effect: string): Promise<void> => {
  await tx.updateTable('faults').set({ effect }).where('id', '=', id).execute();
};
