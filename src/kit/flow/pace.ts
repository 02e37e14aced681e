import { createFairQueue } from './fair-queue.ts';
import { setImmediate } from './real-time.ts';

/** Spreads works that only take processor time over the turns of the event loop. */
export interface Pace {
  /** Returns undefined if the work may begin at once, otherwise a promise that resolves when it may. */
  begin(key: string): Promise<void> | undefined;
}

/**
 * At most `perTurn` works begin in a turn; those that wait for another turn take turns by key. So a key with a thousand
 * connections delays the others by what few of its requests take, not by all of them: only as many clients as were answered in
 * a turn can send again in the next one. Costs one setImmediate in each turn that has work.
 */
export const createPace = (perTurn = 64): Pace => {
  const waiting = createFairQueue<() => void>();
  let begun = 0;
  let isTurnWatched = false;

  const watchTurn = (): void => {
    if (isTurnWatched) return;
    isTurnWatched = true;
    setImmediate(nextTurn);
  };
  const nextTurn = (): void => {
    isTurnWatched = false;
    for (begun = 0; begun < perTurn; begun++) {
      const begin = waiting.shift();
      if (!begin) break;
      begin();
    }
    if (begun > 0) watchTurn();
  };

  return {
    begin: (key) => {
      if (begun < perTurn && waiting.size === 0) {
        begun += 1;
        watchTurn();
        return undefined;
      }
      return new Promise((resolve) => waiting.push(key, resolve));
    },
  };
};
