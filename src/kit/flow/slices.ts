import { setImmediate } from './real-time.ts';
import { isTurnSpent } from './turn.ts';

/** Does the same to many items, some in each turn of the event loop, in the order in which they came. */
export interface Slices<Item> {
  /** The first one has its turn at once, unless earlier ones wait. */
  add(items: readonly Item[]): void;
  /** Resolves once none waits. */
  drained(): Promise<void>;
}

/**
 * @param perTurn how many have a turn together, fewer if they spend its time: what waits for an item, such as for a promise that it
 *   resolves, goes on before the next item.
 * @param run may not throw
 */
export const createSlices = <Item>(
  perTurn: number,
  run: (item: Item) => void,
  isSpent = isTurnSpent,
): Slices<Item> => {
  let waiting: Item[] = [];
  let isBusy = false;
  const runSome = async (): Promise<void> => {
    isBusy = true;
    let done = 0;
    do {
      run(waiting[done] as Item);
      done += 1;
      await undefined;
    } while (done < perTurn && done < waiting.length && !isSpent());
    waiting = waiting.slice(done);
    isBusy = waiting.length > 0;
    if (isBusy) setImmediate(runSome);
  };
  return {
    add: (items) => {
      for (const item of items) waiting.push(item);
      if (!isBusy && waiting.length > 0) void runSome();
    },
    drained: async () => {
      while (isBusy) await new Promise<void>((resolve) => setImmediate(resolve));
    },
  };
};
