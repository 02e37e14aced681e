import type { Timestamp } from './contract.ts';

/** Where the server's time comes from. Injected, so that a test (or an operator) can move it. */
export interface Clock {
  now(): Timestamp;
  /** Calls `listener` when the time jumps, so that what waits for a moment looks again. */
  onJump(listener: () => void): void;
}

/** The machine's time, which never jumps. */
export const systemClock: Clock = { now: () => new Date().toISOString(), onJump: () => {} };

/** `timestamp` moved by a number of milliseconds. */
export const plusMilliseconds = (timestamp: Timestamp, milliseconds: number): Timestamp =>
  new Date(Date.parse(timestamp) + milliseconds).toISOString();

/** The next LastModifiedDate of a resource: now, yet always later than the one that clients hold. */
export const nextModification = (previous: Timestamp, now: Timestamp): Timestamp =>
  now > previous ? now : plusMilliseconds(previous, 1);
