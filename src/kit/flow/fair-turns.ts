import { createFairQueue } from './fair-queue.ts';
import { inUnspentTurn, isTurnSpent } from './turn.ts';

/** Shares the event loop: long work of one party waits for a turn of its own while others, and input and output, run. */
export interface FairTurns {
  /**
   * Counts steps of work that was just done for a party. Returns undefined if the work may continue in this turn of the
   * event loop. Otherwise resolves in a later turn: one party after another gets one, however many of a party wait.
   */
  take(party: string, steps: number): Promise<void> | undefined;
}

/**
 * Takes constant time per turn.
 *
 * @param limit the steps of a turn, after which work waits; it waits earlier if others have spent the turn's time (turn.ts).
 *   `schedule` runs a function in a later turn.
 */
export const createFairTurns = (
  limit: number,
  schedule: (run: () => void) => void = inUnspentTurn,
  isSpent = isTurnSpent,
): FairTurns => {
  const waiting = createFairQueue<() => void>();
  let taken = 0;
  let isScheduled = false;

  const scheduleNext = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    schedule(next);
  };
  const next = (): void => {
    isScheduled = false;
    taken = 0;
    waiting.shift()?.();
    if (waiting.size > 0) scheduleNext();
  };
  return {
    take: (party, steps) => {
      taken += steps;
      scheduleNext();
      if (taken <= limit && waiting.size === 0 && !isSpent()) return undefined;
      return new Promise((resolve) => waiting.push(party, resolve));
    },
  };
};
