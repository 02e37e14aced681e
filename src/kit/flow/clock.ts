/** A moment: ISO 8601 in UTC with milliseconds, e.g. `2026-11-23T09:30:00.000Z`. Sorts as text. */
export type Timestamp = string;

/** Where the server's time comes from. Injected, so that a test (or an operator) can move it. */
export interface Clock {
  now(): Timestamp;
  /** Whether it stands still, so that waiting brings no moment nearer: only a jump does. */
  readonly isFrozen?: boolean;
  /**
   * Calls `listener` when the time jumps, with what time it was, if that is known, so that what waits for a moment looks
   * again. Who makes it jump may await that.
   */
  onJump(listener: (before?: Timestamp) => unknown): void;
}

let latest = { milliseconds: Number.NaN, timestamp: '' };

/** The machine's time, which never jumps. A millisecond is written out once: many things happen in it. */
export const systemClock: Clock = {
  now: () => {
    const milliseconds = Date.now();
    if (milliseconds !== latest.milliseconds) {
      latest = { milliseconds, timestamp: new Date(milliseconds).toISOString() };
    }
    return latest.timestamp;
  },
  onJump: () => {},
};

/** `timestamp` moved by a number of milliseconds. */
export const plusMilliseconds = (timestamp: Timestamp, milliseconds: number): Timestamp =>
  new Date(Date.parse(timestamp) + milliseconds).toISOString();

/** The next LastModifiedDate of a resource: now, yet always later than the one that clients hold. */
export const nextModification = (previous: Timestamp, now: Timestamp): Timestamp =>
  now > previous ? now : plusMilliseconds(previous, 1);
