import { setTimeout as sleep } from 'node:timers/promises';

export type Fault = 'kill a node' | 'freeze a node' | 'freeze a node for dead' | 'kill PostgreSQL';

/** A seeded random number generator, from 0 up to 1 (mulberry32). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Returns each failure as often as given, in random order. */
export const faultsInOrder = (times: Record<Fault, number>, random: () => number): Fault[] =>
  Object.entries(times)
    .flatMap(([fault, count]) =>
      Array.from({ length: count }, () => ({ fault: fault as Fault, lot: random() })),
    )
    .sort((one, other) => one.lot - other.lot)
    .map(({ fault }) => fault);

const PAUSE = 50;

/** Polls until `isSo`. After `limit` milliseconds, throws an Error that says what did not happen. */
export const eventuallyWithin = async (
  limit: number,
  what: string,
  signal: AbortSignal,
  isSo: () => boolean | Promise<boolean>,
): Promise<void> => {
  const since = Date.now();
  while (!(await isSo())) {
    if (Date.now() - since > limit) throw new Error(`Waited ${limit / 1000} s in vain for ${what}`);
    await sleep(PAUSE, undefined, { signal });
  }
};

/** Counts occurrences of each text. */
export const countEach = (texts: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(texts, (text) => text)].map(([text, all]) => [text, all.length]));
