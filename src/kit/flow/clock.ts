import { nowMs } from './real-time.ts';

/** A moment: ISO 8601 in UTC with milliseconds, e.g. `2026-11-23T09:30:00.000Z`. Sorts as text. */
export type Timestamp = string;

/** The source of time. Injected, so that tests and operators can move it. */
export interface Clock {
  now(): Timestamp;
  /** Whether the clock is frozen: its time then changes only when it jumps. */
  readonly isFrozen?: boolean;
  /**
   * Calls `listener` when the time jumps, with the time before the jump if it is known. Timers then have to be set again;
   * whoever moves the clock may await what `listener` returns.
   */
  onJump(listener: (before?: Timestamp) => unknown): void;
}

let latest = { milliseconds: Number.NaN, timestamp: '' };

/** The machine's time. It tells of no jumps: watched-clock.ts does. Caches the text of the current millisecond, because it is read often. */
export const systemClock: Clock = {
  now: () => {
    const milliseconds = nowMs();
    if (milliseconds !== latest.milliseconds) {
      latest = { milliseconds, timestamp: new Date(milliseconds).toISOString() };
    }
    return latest.timestamp;
  },
  onJump: () => {},
};

/** Adds milliseconds, which may be negative, to a timestamp. */
export const plusMilliseconds = (timestamp: Timestamp, milliseconds: number): Timestamp =>
  new Date(Date.parse(timestamp) + milliseconds).toISOString();

/** Returns the next modification time of a resource: `now`, or 1 ms after `previous` if that is later. */
export const nextModification = (previous: Timestamp, now: Timestamp): Timestamp =>
  now > previous ? now : plusMilliseconds(previous, 1);
