import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addAt, countAt, type Slots } from '../../../src/kit/flow/rolling-count.ts';

const window = { spanMs: 1_000, slotMs: 50 };
const LIMIT = 20;

/** Returns the arrivals that a limit of `LIMIT` in the window admits. */
const admitted = (arrivals: readonly number[]): number[] => {
  let slots: Slots = [];
  return arrivals.filter((now) => {
    if (countAt(slots, now, window) >= LIMIT) return false;
    slots = addAt(slots, now, window);
    expect(slots.length).toBeLessThanOrEqual(window.spanMs / window.slotMs + 1);
    return true;
  });
};

const within = (arrivals: readonly number[], from: number, to: number): number =>
  arrivals.filter((at) => at > from && at <= to).length;

const arrivalTimes = fc
  .array(fc.nat({ max: 120 }), { minLength: 1, maxLength: 300 })
  .map((pauses) => pauses.map((_, index) => pauses.slice(0, index + 1).reduce((sum, pause) => sum + pause)));

test('no window has more than the limit, whatever arrives', () => {
  fc.assert(
    fc.property(arrivalTimes, (arrivals) => {
      const passed = admitted(arrivals);
      for (const at of passed) expect(within(passed, at - window.spanMs, at)).toBeLessThanOrEqual(LIMIT);
    }),
  );
});

test('nothing is refused unless the window and one slot more has the limit', () => {
  fc.assert(
    fc.property(arrivalTimes, (arrivals) => {
      const passed = admitted(arrivals);
      for (const at of arrivals.filter((arrival) => !passed.includes(arrival))) {
        expect(within(passed, at - window.spanMs - window.slotMs, at)).toBeGreaterThanOrEqual(LIMIT);
      }
    }),
  );
});

test('all is free exactly one window after the last arrival', () => {
  let slots: Slots = [];
  for (const at of [3, 17, 49, 51, 60]) slots = addAt(slots, at, window);
  expect(countAt(slots, 60 + window.spanMs - 1, window)).toBeGreaterThan(0);
  expect(countAt(slots, 60 + window.spanMs, window)).toBe(0);
});

test('arrivals that are in the future after the clock was set back count, up to one window ahead', () => {
  const slots = addAt([], 5_000, window);
  expect(countAt(slots, 4_500, window)).toBe(1);
  expect(countAt(slots, 4_000, window)).toBe(0);
  expect(addAt(slots, 4_990, window)).toEqual([
    [5_000, 1],
    [4_990, 1],
  ]);
  expect(addAt(addAt([], 4_980, window), 4_970, window)).toEqual([[4_980, 2]]);
});
