import { performance } from './real-time.ts';

/** Shares the results of costly work by key, for a short time. */
export type ShareBriefly<T> = (key: string, work: () => Promise<T>) => Promise<T>;

/** How much longer than it took a result is used: so the work never takes more than a tenth of the time. */
const TIMES_AS_LONG = 9;

/**
 * Returns a function that runs work, unless the same key's is in progress or has ended less than `freshMs` ago, or less than
 * nine times as long ago as it took. Failed work is run again.
 * @param most how many results are kept; the oldest is dropped first
 * @param nowMs a monotonic clock. Default that of the process.
 */
export const shareBriefly = <T>(
  freshMs: number,
  most: number,
  nowMs: () => number = () => performance.now(),
): ShareBriefly<T> => {
  const results = new Map<string, { result: Promise<T>; untilMs: number }>();
  return (key, work) => {
    const known = results.get(key);
    if (known && nowMs() < known.untilMs) return known.result;
    const began = nowMs();
    const entry = { result: work(), untilMs: Number.POSITIVE_INFINITY };
    results.delete(key);
    results.set(key, entry);
    const [oldest] = results.keys();
    if (results.size > most && oldest !== undefined) results.delete(oldest);
    entry.result.then(
      () => {
        entry.untilMs = nowMs() + Math.max(freshMs, TIMES_AS_LONG * (nowMs() - began));
      },
      () => {
        entry.untilMs = 0;
      },
    );
    return entry.result;
  };
};
