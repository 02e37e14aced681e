import type { MaybePromise } from './maybe-promise.ts';
import { type ReadTogetherOptions, readTogether } from './read-together.ts';

export interface LookUpOptions<Key, Value> extends ReadTogetherOptions<Key, Value> {
  /** How long a result is used again, in milliseconds. */
  freshMs: number;
  /** The most values that are cached, and the most keys without a value. */
  mostCached: number;
  /** A monotonic clock, in milliseconds. */
  nowMs(): number;
}

/** Finds values by key and caches the results for a short time, also that there is no value. */
export interface LookUp<Key, Value> {
  /** Returns a cached result without a promise. */
  find(key: Key): MaybePromise<Value | undefined>;
  /** Drops all results. What is being read at the moment is not cached either. */
  forget(): void;
}

interface Entry<Value> {
  value: Value | undefined;
  untilMs: number;
}

/**
 * Creates a look-up. Misses are read one batch at a time, so that a flood of unknown keys costs one query at a time, and
 * they are cached apart, so that it does not displace the known ones. The oldest result is dropped first.
 */
export const createLookUp = <Key, Value>(options: LookUpOptions<Key, Value>): LookUp<Key, Value> => {
  const { nameOf, freshMs, mostCached, nowMs } = options;
  const read = readTogether(options);
  const found = new Map<string, Entry<Value>>();
  const missing = new Map<string, Entry<Value>>();
  let age = 0;

  const keep = (name: string, value: Value | undefined): void => {
    const [cache, other] = value === undefined ? [missing, found] : [found, missing];
    other.delete(name);
    cache.delete(name);
    const [oldest] = cache.keys();
    if (cache.size >= mostCached && oldest !== undefined) cache.delete(oldest);
    cache.set(name, { value, untilMs: nowMs() + freshMs });
  };
  const readAndKeep = async (key: Key, name: string): Promise<Value | undefined> => {
    const ageBefore = age;
    const value = await read(key);
    if (age === ageBefore) keep(name, value);
    return value;
  };
  return {
    find: (key) => {
      const name = nameOf(key);
      const known = found.get(name) ?? missing.get(name);
      return known && nowMs() < known.untilMs ? known.value : readAndKeep(key, name);
    },
    forget: () => {
      age += 1;
      found.clear();
      missing.clear();
    },
  };
};
