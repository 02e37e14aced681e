import { oneAtATime } from './one-at-a-time.ts';

export interface ReadTogetherOptions<Key, Value> {
  /** Returns a text that is unique to the key. */
  nameOf(key: Key): string;
  /** Returns at least the values that exist for the keys, in any order. */
  read(keys: Key[]): Promise<Value[]>;
  keyOf(value: Value): Key;
  /** Maximum number of keys in one read. */
  batchSize: number;
}

/**
 * Reads by key, one read at a time. Keys requested during a read share the next one, so that 1,000 callers do not take
 * 1,000 connections from a pool. Returns undefined if there is no value; throws what `read` throws.
 */
export const readTogether = <Key, Value>({
  nameOf,
  read,
  keyOf,
  batchSize,
}: ReadTogetherOptions<Key, Value>): ((key: Key) => Promise<Value | undefined>) => {
  interface Request extends Omit<PromiseWithResolvers<Value | undefined>, 'promise'> {
    key: Key;
  }
  let requests: Request[] = [];
  const reading = oneAtATime(async () => {
    while (requests.length > 0) {
      const batch = requests.slice(0, batchSize);
      requests = requests.slice(batchSize);
      try {
        const keys = new Map(batch.map(({ key }) => [nameOf(key), key]));
        const values = await read([...keys.values()]);
        const byName = new Map(values.map((value) => [nameOf(keyOf(value)), value]));
        for (const { key, resolve } of batch) resolve(byName.get(nameOf(key)));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
  });
  return (key) => {
    const { promise, resolve, reject } = Promise.withResolvers<Value | undefined>();
    requests.push({ key, resolve, reject });
    void reading.run();
    return promise;
  };
};
