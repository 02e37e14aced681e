import { expect, test } from 'vitest';
import { createStepFinder } from '../../../src/kit/flow/watched-clock.ts';

const AN_HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 10, 27);

/** A clock that is set, beside one that only passes. */
const clocks = () => {
  let elapsed = 5_000;
  let offset = START_MS;
  return {
    find: createStepFinder({ nowMs: () => offset + elapsed, elapsedMs: () => elapsed }),
    pass: (milliseconds: number) => {
      elapsed += milliseconds;
    },
    set: (by: number) => {
      offset += by;
    },
  };
};

test('time that passes is no step, nor a clock that is slewed', () => {
  const { find, pass, set } = clocks();
  for (let second = 0; second < 100; second += 1) {
    pass(1_000);
    set(5);
    expect(find()).toBeUndefined();
  }
});

test.each([
  ['back', -AN_HOUR_MS],
  ['ahead', AN_HOUR_MS],
])('a clock that is set %s is told once, with the time that it would have', (_way, by) => {
  const { find, pass, set } = clocks();
  pass(300);
  set(by);
  pass(700);
  expect(find()).toBe(new Date(START_MS + 6_000).toISOString());
  pass(1_000);
  expect(find()).toBeUndefined();
});
