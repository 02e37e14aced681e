import { describe, expect, it } from 'vitest';
import { createLookUp } from '../../../src/kit/flow/look-up.ts';

const setUp = (mostCached = 100) => {
  const stored = new Map<string, { key: string; value: number }>();
  const reads: string[][] = [];
  let time = 0;
  let hold: Promise<void> | undefined;
  let concurrent = 0;
  let most = 0;
  const lookUp = createLookUp<string, { key: string; value: number }>({
    nameOf: (key) => key,
    keyOf: ({ key }) => key,
    read: async (keys) => {
      concurrent += 1;
      most = Math.max(most, concurrent);
      reads.push(keys);
      const found = keys.flatMap((key) => stored.get(key) ?? []);
      await hold;
      concurrent -= 1;
      return found;
    },
    ...{ batchSize: 10, freshMs: 1000, mostCached, nowMs: () => time },
  });
  return {
    lookUp,
    reads,
    put: (key: string, value: number) => stored.set(key, { key, value }),
    remove: (key: string) => stored.delete(key),
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    holdReads: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      hold = promise;
      return () => {
        hold = undefined;
        resolve();
      };
    },
    mostConcurrent: () => most,
  };
};

describe('a look-up', () => {
  it('reads a value once while it is fresh, and that there is none too', async () => {
    const { lookUp, reads, put, pass } = setUp();
    put('a', 1);
    for (let times = 0; times < 3; times += 1) {
      expect((await lookUp.find('a'))?.value).toBe(1);
      expect(await lookUp.find('b')).toBeUndefined();
    }
    expect(reads).toEqual([['a'], ['b']]);
    pass(999);
    await lookUp.find('a');
    expect(reads).toHaveLength(2);
    pass(1);
    put('a', 2);
    expect((await lookUp.find('a'))?.value).toBe(2);
  });

  it('forgets, also what is being read at the moment', async () => {
    const { lookUp, reads, put, remove, holdReads } = setUp();
    put('a', 1);
    const release = holdReads();
    const before = lookUp.find('a');
    remove('a');
    lookUp.forget();
    const after = lookUp.find('a');
    release();
    expect((await before)?.value).toBe(1);
    expect(await after).toBeUndefined();
    expect(await lookUp.find('a')).toBeUndefined();
    expect(reads).toEqual([['a'], ['a']]);
  });

  it('takes one query at a time however many unknown keys come, and keeps the known ones', async () => {
    const { lookUp, reads, put, mostConcurrent } = setUp(100);
    put('good', 1);
    await lookUp.find('good');
    await Promise.all(Array.from({ length: 1000 }, (_, index) => lookUp.find(`unknown ${index}`)));
    expect(mostConcurrent()).toBe(1);
    // In batches of ten, but perhaps one for the first.
    const after = reads.length;
    expect(after - 1).toBeLessThanOrEqual(101);
    await lookUp.find('good');
    expect(reads.length).toBe(after);
    // The youngest hundred are still cached, the oldest are not.
    await lookUp.find('unknown 999');
    expect(reads.length).toBe(after);
    await lookUp.find('unknown 0');
    expect(reads.length).toBe(after + 1);
  });

  it('fails for those who wait if a read fails, and reads again', async () => {
    let fails = true;
    const { find } = createLookUp<string, { key: string }>({
      nameOf: (key) => key,
      keyOf: ({ key }) => key,
      read: async (keys) => {
        if (fails) throw new Error('no database');
        return keys.map((key) => ({ key }));
      },
      ...{ batchSize: 10, freshMs: 1000, mostCached: 10, nowMs: () => 0 },
    });
    await expect(find('a')).rejects.toThrow('no database');
    fails = false;
    expect(await find('a')).toEqual({ key: 'a' });
  });
});
