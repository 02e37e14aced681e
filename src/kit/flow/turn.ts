import { nextTick } from 'node:process';
import { performance, setImmediate } from './real-time.ts';

/**
 * How long those who share a turn of the event loop work in it together. What has begun goes on, so a turn is longer by the last of them: a
 * commit or a large body takes some milliseconds too.
 */
const SHARED_MS = 4;

/** Creates the question whether a turn's time is spent. @param now milliseconds; `schedule` runs a function in the next turn. */
export const createTurnTime = (
  now = (): number => performance.now(),
  schedule: (run: () => void) => void = setImmediate,
): (() => boolean) => {
  /** When this turn began; undefined if nobody has asked in the last one, nor in this. */
  let began: number | undefined;
  let isAsked = false;
  const beginTurn = (): void => {
    began = isAsked ? now() : undefined;
    if (isAsked) schedule(beginTurn);
    isAsked = false;
  };
  return () => {
    isAsked = true;
    if (began === undefined) {
      began = now();
      schedule(beginTurn);
      return false;
    }
    return now() - began >= SHARED_MS;
  };
};

/**
 * Whether the time of this turn of the event loop is spent, so that what can wait for the next one should. All who ask share that time:
 * the requests that are read, transactions, what goes on after a commit would have a few milliseconds each in the same turn otherwise. Costs
 * a look at the clock, and one setImmediate in each turn that has work.
 */
export const isTurnSpent = createTurnTime();

/** Runs a function in the next turn of the event loop, or in the one after it if others have spent that one by then. */
export const inUnspentTurn = (run: () => void, isSpent = isTurnSpent): void => {
  setImmediate(() => {
    if (isSpent()) setImmediate(run);
    else run();
  });
};

/**
 * Resolves in the same turn of the event loop, once all that goes on by promises has come to where it waits for something else. Node.js
 * runs ticks once no promise is left, but those of a callback before its promises.
 */
export const promisesDone = async (): Promise<void> => {
  await undefined;
  await new Promise<void>((resolve) => nextTick(resolve));
};
