import { expect, test } from 'vitest';
import { readTogether } from '../../../src/kit/flow/read-together.ts';

/** A reader of numbers, and the keys of each of its reads. */
const start = () => {
  const reads: number[][] = [];
  const read = readTogether({
    nameOf: String,
    keyOf: (value: { key: number }) => value.key,
    batchSize: 2,
    read: async (keys: number[]) => {
      reads.push(keys);
      if (keys.includes(13)) throw new Error('unlucky');
      // In another order, with one more, and none for 0.
      return [...keys, 99]
        .filter((key) => key !== 0)
        .reverse()
        .map((key) => ({ key }));
    },
  });
  return { read, reads };
};

test('the first key is read at once; keys requested meanwhile are read together, each once and in batches', async () => {
  const { read, reads } = start();
  const answers = await Promise.all([read(1), read(2), read(2), read(3), read(4)]);
  expect(answers.map((answer) => answer?.key)).toEqual([1, 2, 2, 3, 4]);
  expect(reads).toEqual([[1], [2], [3, 4]]);
  expect(await read(5)).toEqual({ key: 5 });
});

test('a missing row is undefined', async () => {
  const { read } = start();
  expect(await read(0)).toBeUndefined();
});

test('a failed read fails for its own keys only', async () => {
  const { read } = start();
  const answers = await Promise.allSettled([read(1), read(13), read(2), read(3)]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
});
