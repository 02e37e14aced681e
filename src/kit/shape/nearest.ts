/** Returns the candidates that a text is a likely misspelling of, nearest first; at most `most`. Letter case does not count. */
export const nearest = (text: string, candidates: Iterable<string>, most = 1): string[] => {
  const given = text.toLowerCase();
  const tolerance = Math.max(1, Math.floor(given.length / 4));
  return [...candidates]
    .filter((candidate) => Math.abs(candidate.length - given.length) <= tolerance)
    .map((candidate) => ({ candidate, distance: distanceOf(given, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= tolerance)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, most)
    .map(({ candidate }) => candidate);
};

/** The number of letters to insert, remove, replace or swap with the next one: the Damerau-Levenshtein distance. */
const distanceOf = (one: string, other: string): number => {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (isSame ? 0 : 1),
        isSwap ? (beforeLast[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = row;
  }
  return last[other.length] ?? 0;
};
