import { oneAtATime } from './one-at-a-time.ts';

export interface ReadTogetherOptions<Key, Value> {
  /** A text that two keys share only if they are equal. */
  nameOf(key: Key): string;
  /** Reads what there is of the keys, and perhaps more, in any order. */
  read(keys: Key[]): Promise<Value[]>;
  keyOf(value: Value): Key;
  /** Keys in one read, at most. */
  batchSize: number;
}

/**
 * Reads by key, one read at a time: keys asked for during a read are read together after it, so that 1,000 callers do not
 * take 1,000 connections from a pool. Answers undefined if there is nothing; throws what its read throws.
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
