import { ServiceError } from '../kit/service/errors.ts';
import type { Operator } from '../operator/action.ts';
import type { Store } from '../store/index.ts';
import { anyTable } from '../store/rows.ts';
import { loadStateTables, type Queries } from '../store/tables.ts';

/** The seed of an empty store: an exported state, or actions to perform in order. */
export type Seed = SeedState | readonly SeedAction[];

/** The result of `state.export`. */
export interface SeedState {
  format: number;
  schema: readonly string[];
  tables: object;
}

/** The name of an action and its input. */
export interface SeedAction {
  action: string;
  with?: object;
}

const MARK = 'seed';

/**
 * Plants a seed in an empty store, once: of several servers that start concurrently, one does. Throws an Error that says
 * what is wrong with the seed; the store then stays unseeded.
 */
export const plantSeed = async (seed: Seed, store: Store, operatorOf: () => Operator): Promise<void> => {
  if (!(await takeMark(store))) return;
  try {
    await plant(seed, operatorOf);
  } catch (error) {
    await store.transaction(async (tx) => {
      await tx.deleteFrom('meta').where('name', '=', MARK).execute();
    });
    throw error;
  }
};

const plant = async (seed: Seed, operatorOf: () => Operator): Promise<void> => {
  // Loads all actions, so only servers with a seed import it.
  const { performByName } = await import('./operator-router.ts');
  if ('tables' in seed) {
    await orSay('the state', performByName('state.import', seed, operatorOf()));
    await operatorOf().services.store.transaction(putMark);
    return;
  }
  for (const [index, step] of seed.entries()) {
    const { action, with: input = {}, ...others } = step;
    const [unknown] = Object.keys(others);
    if (unknown) throw new Error(`The seed's [${index}] has a member ${unknown} that cosell does not know.`);
    await orSay(`[${index}] (${action})`, performByName(action, input, operatorOf()));
  }
};

const orSay = async (what: string, done: Promise<unknown>): Promise<void> => {
  try {
    await done;
  } catch (error) {
    const faults = error instanceof ServiceError ? (error.details.ErrorList ?? []) : [];
    const says =
      faults.length > 0 ? faults.map(({ Message }) => Message).join(' ') : (error as Error).message;
    throw new Error(`The seed cannot be planted, because of ${what}: ${says}`);
  }
};

/** Marks the store as seeded. Returns false if it is not empty or has the mark already. */
const takeMark = (store: Store): Promise<boolean> =>
  store.transaction(async (tx) => {
    for (const { name, isWrittenAtStart } of await loadStateTables()) {
      if (isWrittenAtStart) continue;
      const row = await anyTable(tx).selectFrom(name).selectAll().limit(1).executeTakeFirst();
      if (row) return false;
    }
    return putMark(tx);
  });

/** Returns false if the mark was there. */
const putMark = async (tx: Queries): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('meta')
    .values({ name: MARK, value: '' })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Boolean(numInsertedOrUpdatedRows);
};
