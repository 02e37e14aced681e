/** The median; of an even count, the mean of the middle two. */
export const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return (low + high) / 2;
};

/** The median of the ratios of pairs that were measured at about the same time. */
export const medianRatio = (ours: readonly number[], beside: readonly number[]): number =>
  median(ours.map((value, pair) => value / (beside[pair] ?? Number.NaN)));

/** Returns the duration of `work` in milliseconds. */
export const timed = async (work: () => unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};
