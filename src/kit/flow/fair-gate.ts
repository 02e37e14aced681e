import { createFairQueue } from './fair-queue.ts';
import { currentKey } from './on-behalf.ts';
import { clearTimeout, setTimeout } from './real-time.ts';

/** Thrown instead of waiting on: too many wait already, or this one has waited for too long. Nothing has happened. */
export class OverloadedError extends Error {
  override readonly name: string = 'OverloadedError';
}

/** Lets a limited number of works in at the same time. Those that wait are served in turn, by the key of on-behalf.ts. */
export interface FairGate {
  /** Whether all places are taken. If not, nothing waits. */
  readonly isFull: boolean;
  /** How many wait. */
  readonly waiting: number;
  /** Waits for a place, which `leave` gives back, once. Throws what `overloaded` returns. */
  enter(): Promise<void>;
  /** Waits, for ever, until all places are free and nothing else waits, and takes all places. At most once. */
  enterLast(): Promise<void>;
  /** Passes the place on. */
  leave(): void;
}

export interface FairGateOptions {
  /** How many may be inside. */
  readonly places: number;
  /** How long one waits at most. */
  readonly patienceMs: number;
  /** How many of one key, and of all, may wait. One whose key has none waiting always may. Default 5,000 and 20,000. */
  readonly waitingLimits?: { readonly ofKey: number; readonly ofAll: number };
  /** Creates the error of one that may not wait, or not any longer. */
  overloaded(reason: { waited: boolean }): Error;
}

interface Waiter {
  readonly enter: () => void;
  readonly timer: NodeJS.Timeout;
  hasLeft: boolean;
}

const AT_ONCE = Promise.resolve();

/** Entering and leaving take constant time, however many wait. */
export const createFairGate = (options: FairGateOptions): FairGate => {
  const { places, patienceMs, waitingLimits = { ofKey: 5_000, ofAll: 20_000 }, overloaded } = options;
  const queue = createFairQueue<Waiter>();
  let inside = 0;
  /** Those of the queue that have not given up. */
  let waiting = 0;
  let enterLast: (() => void) | undefined;

  /** So a key that fills the queue cannot shut out the others. */
  const mayWait = (key: string | undefined): boolean => {
    const ofKey = key === undefined ? 0 : queue.sizeOf(key);
    return ofKey === 0 || (ofKey < waitingLimits.ofKey && waiting < waitingLimits.ofAll);
  };
  const wait = (key: string | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const waiter: Waiter = {
        enter: resolve,
        hasLeft: false,
        timer: setTimeout(() => {
          waiter.hasLeft = true;
          waiting -= 1;
          reject(overloaded({ waited: true }));
        }, patienceMs),
      };
      waiting += 1;
      queue.push(key, waiter);
    });

  /** Returns the next waiter that has not given up. */
  const next = (): Waiter | undefined => {
    for (let waiter = queue.shift(); waiter; waiter = queue.shift()) if (!waiter.hasLeft) return waiter;
    return undefined;
  };

  return {
    get isFull() {
      return inside >= places;
    },
    get waiting() {
      return waiting;
    },
    enter: () => {
      if (inside < places) {
        inside += 1;
        return AT_ONCE;
      }
      const key = currentKey();
      return mayWait(key) ? wait(key) : Promise.reject(overloaded({ waited: false }));
    },
    enterLast: () => {
      if (inside > 0) {
        return new Promise((resolve) => {
          enterLast = resolve;
        });
      }
      inside = places;
      return AT_ONCE;
    },
    leave: () => {
      const waiter = next();
      if (waiter) {
        clearTimeout(waiter.timer);
        waiting -= 1;
        waiter.enter();
        return;
      }
      inside -= 1;
      if (inside > 0 || !enterLast) return;
      inside = places;
      enterLast();
    },
  };
};
