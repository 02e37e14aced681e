import { setImmediate } from './real-time.ts';

/** Does the same to many items, some in each turn of the event loop, in the order in which they came. */
export interface Slices<Item> {
  /** The first ones have their turn at once, unless earlier ones wait. */
  add(items: readonly Item[]): void;
  /** Resolves once none waits. */
  drained(): Promise<void>;
}

/** @param perTurn how many have a turn together. `run` may not throw. */
export const createSlices = <Item>(perTurn: number, run: (item: Item) => void): Slices<Item> => {
  let waiting: readonly Item[] = [];
  let isBusy = false;
  const runSome = (): void => {
    isBusy = true;
    const some = waiting.slice(0, perTurn);
    waiting = waiting.slice(perTurn);
    for (const item of some) run(item);
    isBusy = waiting.length > 0;
    if (isBusy) setImmediate(runSome);
  };
  return {
    add: (items) => {
      waiting = waiting.length === 0 ? items : [...waiting, ...items];
      if (!isBusy) runSome();
    },
    drained: async () => {
      while (waiting.length > 0) await new Promise<void>((resolve) => setImmediate(resolve));
    },
  };
};
