/** A bucket that holds up to `capacity` tokens; one is added each `intervalMicros` microseconds. */
export interface Bucket {
  readonly intervalMicros: number;
  readonly capacity: number;
}

/**
 * Returns the bucket for a rate. The interval is rounded up to whole microseconds, so that sums are exact and the rate is
 * never exceeded.
 *
 * @param perSecond positive, may have a fraction
 * @param capacity how many tokens may be taken at once. Default those of one second, at least one
 */
export const bucketOf = (perSecond: number, capacity = Math.max(1, Math.floor(perSecond))): Bucket => ({
  intervalMicros: Math.ceil(1_000_000 / perSecond),
  capacity,
});

/**
 * Takes a token at `now`. The state of a bucket is one number, `fullAt`: when it will be full again, in microseconds of
 * any clock. A new bucket is full at 0. Returns the new state, or undefined if the bucket is empty.
 * If the clock stepped back, the bucket counts as empty at worst, so it is never locked for longer than it takes to fill.
 */
export const takeToken = (fullAt: number, now: number, bucket: Bucket): number | undefined => {
  const latest = now + bucket.capacity * bucket.intervalMicros;
  const taken = Math.max(Math.min(fullAt, latest), now) + bucket.intervalMicros;
  return taken <= latest ? taken : undefined;
};
