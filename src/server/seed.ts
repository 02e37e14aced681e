import type { Operator } from '../operator/action.ts';
import type { Store } from '../store/index.ts';
import { addMeta } from '../store/repositories/meta.ts';
import { anyTable } from '../store/rows.ts';
import { loadStateTables, type Queries } from '../store/tables.ts';
import { checkSeed, isState, performSteps, type Seed, StepError } from './steps.ts';

const MARK = 'seed';

/**
 * Plants a seed in an empty store, once: of several servers that start concurrently, one does. Throws an Error that says
 * what is wrong with the seed; the store then stays unseeded.
 */
export const plantSeed = async (seed: Seed, store: Store, operatorOf: () => Operator): Promise<void> => {
  if (!(await takeMark(store))) return;
  try {
    await performSteps(checkSeed(seed), operatorOf);
    if (isState(seed)) await store.transaction(putMark);
  } catch (error) {
    await store.transaction(async (tx) => {
      await tx.deleteFrom('meta').where('name', '=', MARK).execute();
    });
    if (!(error instanceof StepError)) throw error;
    throw new Error(`The seed cannot be planted, because of ${error.message}`);
  }
};

/** Marks the store as seeded. Returns false if it is not empty or has the mark already. */
const takeMark = (store: Store): Promise<boolean> =>
  store.transaction(async (tx) => (await isEmpty(tx)) && putMark(tx));

/** Whether a store has nothing but what a server writes at its start. */
export const isEmpty = async (tx: Queries): Promise<boolean> => {
  for (const { name, isWrittenAtStart } of await loadStateTables()) {
    if (isWrittenAtStart) continue;
    const row = await anyTable(tx).selectFrom(name).selectAll().limit(1).executeTakeFirst();
    if (row) return false;
  }
  return true;
};

/** Returns false if the mark was there. */
const putMark = (tx: Queries): Promise<boolean> => addMeta(tx, MARK, '');
