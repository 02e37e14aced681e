import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bucket, bucketOf, takeToken } from '../../../src/kit/flow/token-bucket.ts';

const SECOND = 1_000_000;

/** Returns which of the arrivals get a token. */
const admissions = (arrivals: readonly number[], bucket: Bucket): boolean[] => {
  let fullAt = 0;
  return arrivals.map((now) => {
    const taken = takeToken(fullAt, now, bucket);
    if (taken !== undefined) fullAt = taken;
    return taken !== undefined;
  });
};

const arrivalTimes = fc
  .array(fc.integer({ min: 0, max: SECOND }), { minLength: 1, maxLength: 200 })
  .map((pauses) => pauses.map((_, index) => pauses.slice(0, index + 1).reduce((sum, pause) => sum + pause)));
const buckets = fc
  .tuple(fc.double({ min: 0.1, max: 200, noNaN: true }), fc.option(fc.integer({ min: 1, max: 50 })))
  .map(([perSecond, capacity]) => bucketOf(perSecond, capacity ?? undefined));

test('no span has more than the capacity and what was added meanwhile', () => {
  fc.assert(
    fc.property(arrivalTimes, buckets, (arrivals, bucket) => {
      const admitted = arrivals.filter((_, index) => admissions(arrivals, bucket)[index]);
      for (let from = 0; from < admitted.length; from++) {
        for (let to = from; to < admitted.length; to++) {
          const spanMicros = (admitted[to] as number) - (admitted[from] as number);
          expect(to - from + 1).toBeLessThanOrEqual(bucket.capacity + spanMicros / bucket.intervalMicros);
        }
      }
    }),
    { numRuns: 50 },
  );
});

test('arrivals at the rate or below it are all admitted', () => {
  fc.assert(
    fc.property(arrivalTimes, buckets, (pauses, bucket) => {
      const slow = pauses.map((pause, index) => pause + (index + 1) * bucket.intervalMicros);
      expect(admissions(slow, bucket)).not.toContain(false);
    }),
  );
});

test.each([
  [10, 10],
  [15, 15],
  [1, 1],
  [0.5, 1],
  [2.9, 2],
])('%d per second may come %i at once, and not one more', (perSecond, atOnce) => {
  const arrivals = Array.from({ length: atOnce + 1 }, () => 5 * SECOND);
  expect(admissions(arrivals, bucketOf(perSecond)).filter(Boolean)).toHaveLength(atOnce);
});

test('a clock that steps back locks the bucket for no longer than it takes to fill', () => {
  const bucket = bucketOf(2);
  const fullAt = takeToken(0, 1_000 * SECOND, bucket) as number;
  expect(takeToken(fullAt, 10 * SECOND, bucket)).toBeUndefined();
  const [early, late] = [10 * SECOND, 10 * SECOND + bucket.intervalMicros];
  expect(takeToken(Math.min(fullAt, early + 2 * bucket.intervalMicros), late, bucket)).toBeDefined();
});
