import { type Clock, systemClock, type Timestamp } from './clock.ts';
import { clearInterval, nowMs, performance, setInterval } from './real-time.ts';

/** How often the machine's clock is compared with the time that has passed. */
const INTERVAL_MS = 1_000;
/** The least difference that counts as a step. What is slewed, as by NTP, changes by half a millisecond a second. */
const LEAST_STEP_MS = 1_000;

/** The machine's clock, which jumps when somebody sets it or when the machine has slept. */
export interface WatchedClock extends Clock {
  /** Ends the watch. */
  close(): void;
}

/**
 * Watches the machine's clock. Timers go by the time that passes, so one for a time of the clock would ring an hour early or
 * late after a step. Costs two reads of clocks a second.
 */
export const watchSystemClock = (): WatchedClock => {
  const listeners: ((before?: Timestamp) => unknown)[] = [];
  const findStep = createStepFinder({ nowMs, elapsedMs: performance.now });
  const timer = setInterval(() => {
    const before = findStep();
    if (before !== undefined) for (const listener of listeners) listener(before);
  }, INTERVAL_MS).unref();
  return {
    now: systemClock.now,
    onJump: (listener) => {
      listeners.push(listener);
    },
    close: () => clearInterval(timer),
  };
};

/** Returns a function that returns, if the clock was set since its last call, the time that it would have otherwise. */
export const createStepFinder = ({
  nowMs,
  elapsedMs,
}: {
  nowMs(): number;
  elapsedMs(): number;
}): (() => Timestamp | undefined) => {
  const difference = (): number => nowMs() - elapsedMs();
  let last = difference();
  return () => {
    const before = last;
    last = difference();
    if (Math.abs(last - before) < LEAST_STEP_MS) return undefined;
    return new Date(before + elapsedMs()).toISOString();
  };
};
