const SECOND_MS = 1_000;

/**
 * Whether one more request may pass, where at most `perSecond` do in any second. Answers the moments at which the last
 * ones passed, this one among them, or undefined where it has to wait. Moments are milliseconds by the machine's time;
 * those of a machine that is ahead count no longer than a second from now on.
 */
export const admit = (admitted: readonly number[], perSecond: number, now: number): number[] | undefined => {
  const recent = admitted.map((moment) => Math.min(moment, now)).filter((moment) => now - moment < SECOND_MS);
  return recent.length < perSecond ? [...recent, now] : undefined;
};
