import type { Clock, Timestamp } from '../flow/clock.ts';
import { clearTimeout, setTimeout } from '../flow/real-time.ts';

/** Below `setTimeout`'s limit of about 24 days. */
const LONGEST_SLEEP_MS = 86_400_000;

/** Wakes a queue when the next job is due by its clock. */
export interface Timer {
  /** Wakes at `moment`, unless an earlier wake-up is set. */
  wakeAt(moment: Timestamp): void;
  /** Cancels the wake-up, because the queue is awake. */
  clear(): void;
  /** Cancels the wake-up and accepts no further ones. */
  stop(): void;
}

/** Sets no timer while the clock is frozen, because only a jump then makes a job due. It keeps no process alive. */
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

/** Delayed calls by key, in real time. They keep no process alive. */
export interface Delays {
  /** Calls `then` after `delayMs`, and replaces the call that the key had. */
  set(key: string, delayMs: number, then: () => void): void;
  cancel(key: string): void;
  /** Cancels all calls and accepts no further ones. */
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
