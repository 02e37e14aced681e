/** A key's jobs up to this number per second are ordered by when they were enqueued. */
const JOBS_PER_SECOND = 5;
/** How far the order of a key's jobs is moved back at most, so that no job waits for ever behind newer ones of others. */
const LONGEST_LEAD_SECONDS = 60;
/** Number of keys from which on those without jobs in the future are forgotten. */
const MANY_KEYS = 10_000;

/**
 * Returns the function that orders the jobs of many keys fairly where a queue can only sort by a number: it returns, for a
 * new job of a key at a time in seconds, the time as of which the job counts. Each job counts as a fifth of a second after the
 * key's job before it, so a burst of one key comes after later jobs of other keys, up to a minute. Jobs without a key count as
 * of now.
 */
export const createStartTags = (): ((key: string | undefined, nowSeconds: number) => number) => {
  /** When the next job of a key counts at the earliest. */
  const nextOf = new Map<string, number>();
  return (key, nowSeconds) => {
    if (key === undefined) return nowSeconds;
    const tag = Math.min(Math.max(nowSeconds, nextOf.get(key) ?? 0), nowSeconds + LONGEST_LEAD_SECONDS);
    if (nextOf.size >= MANY_KEYS) {
      for (const [other, next] of nextOf) if (next <= nowSeconds) nextOf.delete(other);
    }
    nextOf.set(key, tag + 1 / JOBS_PER_SECOND);
    return tag;
  };
};
