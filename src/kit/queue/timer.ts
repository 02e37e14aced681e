import type { Clock, Timestamp } from '../flow/clock.ts';

/** The longest timeout: below `setTimeout`'s limit of about 24 days. */
const LONGEST_SLEEP_MS = 86_400_000;

/** Wakes a queue when the next job is due by its clock. */
export interface Timer {
  /** Wakes at `moment`, unless it wakes earlier anyway. */
  wakeAt(moment: Timestamp): void;
  /** Forgets the moment: the queue is awake. */
  clear(): void;
  /** The same, for good. */
  stop(): void;
}

/** While the clock stands still only a jump brings a moment nearer, so the timer is not set. It keeps no process alive. */
export const createTimer = (clock: Clock, wake: () => void): Timer => {
  let timer: NodeJS.Timeout | undefined;
  let wakesAt: Timestamp | undefined;
  let stopped = false;
  const clear = (): void => {
    clearTimeout(timer);
    wakesAt = undefined;
  };
  return {
    wakeAt: (moment) => {
      if (stopped || clock.isFrozen || (wakesAt && wakesAt <= moment)) return;
      clear();
      wakesAt = moment;
      const delayMs = Date.parse(moment) - Date.parse(clock.now());
      const ring = (): void => {
        clear();
        wake();
      };
      timer = setTimeout(ring, Math.min(Math.max(delayMs, 0), LONGEST_SLEEP_MS)).unref();
    },
    clear,
    stop: () => {
      stopped = true;
      clear();
    },
  };
};

/** Calls that wait for real time, each by a key of its own. They keep no process alive. */
export interface Delays {
  /** Calls `then` after `delayMs`, instead of what the key had. */
  set(key: string, delayMs: number, then: () => void): void;
  cancel(key: string): void;
  /** Cancels all, and takes no more. */
  stop(): void;
}

export const createDelays = (): Delays => {
  const waiting = new Map<string, NodeJS.Timeout>();
  let stopped = false;
  const cancel = (key: string): void => {
    clearTimeout(waiting.get(key));
    waiting.delete(key);
  };
  return {
    set: (key, delayMs, then) => {
      cancel(key);
      if (stopped) return;
      const expire = (): void => {
        waiting.delete(key);
        then();
      };
      waiting.set(key, setTimeout(expire, delayMs).unref());
    },
    cancel,
    stop: () => {
      stopped = true;
      for (const key of [...waiting.keys()]) cancel(key);
    },
  };
};
