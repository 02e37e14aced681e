import { createFairQueue } from './fair-queue.ts';
import { setImmediate } from './real-time.ts';
import { isTurnSpent, promisesDone } from './turn.ts';

/** Spreads works that only take processor time over the turns of the event loop. */
export interface Pace {
  /**
   * Returns undefined if the work may begin at once, otherwise a promise that resolves when it may. Works without a key wait in the
   * order in which they came.
   *
   * @param units what the work takes, as a multiple of the smallest. Default 1
   */
  begin(key: string | undefined, units?: number): Promise<void> | undefined;
}

interface Waiting {
  units: number;
  begin(): void;
}

/**
 * Works begin in a turn until they take `perTurn` units, or until its time is spent (turn.ts); those that wait for another turn take turns
 * by key. So a key with a thousand
 * connections delays the others by what few of its requests take, not by all of them: only as many clients as were answered in
 * a turn can send again in the next one. Costs one setImmediate in each turn that has work.
 *
 * @param before what to wait for before the next work begins in a turn. Then works that waited are limited by time alone
 */
export const createPace = (perTurn = 64, isSpent = isTurnSpent, before?: () => Promise<void>): Pace => {
  const waiting = createFairQueue<Waiting>();
  let begun = 0;
  let isTurnWatched = false;

  const watchTurn = (): void => {
    if (isTurnWatched) return;
    isTurnWatched = true;
    setImmediate(nextTurn);
  };
  /** At least one begins, and what it does at once is done before the next one. */
  const nextTurn = async (): Promise<void> => {
    isTurnWatched = false;
    begun = 0;
    do {
      const next = waiting.shift();
      if (!next) break;
      begun += next.units;
      next.begin();
      await before?.();
    } while ((before || begun < perTurn) && !isSpent());
    if (begun > 0) watchTurn();
  };

  return {
    begin: (key, units = 1) => {
      watchTurn();
      if (begun < perTurn && waiting.size === 0 && !isSpent()) {
        begun += units;
        return undefined;
      }
      return new Promise((resolve) => waiting.push(key, { units, begin: resolve }));
    },
  };
};

const breaths = createPace(Number.POSITIVE_INFINITY, isTurnSpent, promisesDone);

/**
 * For long loops to await before each step: resolves in a later turn of the event loop if this one is spent, so that others are served
 * meanwhile. Of the loops that wait at least one goes on in each turn, the others while there is time.
 */
export const breathe = async (): Promise<void> => {
  await breaths.begin(undefined);
};

/**
 * Paces works of about a millisecond that many ask for at the same moment, before any has taken its time: the first of a turn begins at
 * once, the others one after another while a later turn has time.
 */
export const pieces = createPace(1, isTurnSpent, promisesDone);
