const SECOND_MS = 1_000;

/**
 * Applies a rate limit of `perSecond` requests in any second. Returns the times of the last admitted requests including
 * this one, or undefined if it is refused. Times are in milliseconds by the machine's clock; those from a machine whose
 * clock is ahead expire within a second.
 */
export const admit = (admitted: readonly number[], perSecond: number, now: number): number[] | undefined => {
  const recent = admitted.map((moment) => Math.min(moment, now)).filter((moment) => now - moment < SECOND_MS);
  return recent.length < perSecond ? [...recent, now] : undefined;
};
