import { nowMs, performance } from '../flow/real-time.ts';

/** How far the clock of the machine may be from the monotonic one before spans follow it. */
const MOST_DRIFT_MS = 5;
const CHECK_MS = 1_000;

let origin = nowMs() - performance.now();
let nextCheck = 0;

/**
 * Returns what turns `performance.now()` into milliseconds since 1970, so that spans of a trace have one scale, finer than the
 * clock's milliseconds. It follows the machine's clock if that is set, or drifts.
 */
export const originOfMoments = (now: number): number => {
  if (now >= nextCheck) {
    nextCheck = now + CHECK_MS;
    const actual = nowMs() - now;
    if (Math.abs(actual - origin) > MOST_DRIFT_MS) origin = actual;
  }
  return origin;
};
