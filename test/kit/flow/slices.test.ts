import { expect, test } from 'vitest';
import { createSlices } from '../../../src/kit/flow/slices.ts';

const never = () => false;
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('some items have their turn at once, the others in later turns, in the order in which they came', async () => {
  const done: number[] = [];
  const slices = createSlices<number>(2, (item) => done.push(item), never);
  slices.add([1, 2, 3, 4, 5]);
  expect(done).toEqual([1]);
  slices.add([6]);
  await turn();
  expect(done).toEqual([1, 2]);
  await turn();
  expect(done).toEqual([1, 2, 3, 4]);
  await slices.drained();
  expect(done).toEqual([1, 2, 3, 4, 5, 6]);
  slices.add([]);
  slices.add([7]);
  expect(done.at(-1)).toBe(7);
});

test('an item that adds others has them wait for their turn', async () => {
  const done: number[] = [];
  const slices = createSlices<number>(1, (item) => {
    done.push(item);
    if (item < 3) slices.add([item + 1]);
  });
  slices.add([0, 10]);
  expect(done).toEqual([0]);
  await slices.drained();
  expect(done).toEqual([0, 10, 1, 2, 3]);
});

test('a turn whose time is spent ends after one item, and what waits for an item goes on before the next', async () => {
  let isSpent = false;
  const done: string[] = [];
  const after = Promise.withResolvers<void>();
  void after.promise.then(() => {
    done.push('after a');
    isSpent = true;
  });
  const run = (item: string): void => {
    done.push(item);
    if (item === 'a') after.resolve();
  };
  const slices = createSlices<string>(10, run, () => isSpent);
  slices.add(['a', 'b', 'c']);
  await Promise.resolve();
  expect(done).toEqual(['a', 'after a']);
  await turn();
  expect(done.slice(2)).toEqual(['b']);
  isSpent = false;
  await slices.drained();
  expect(done.slice(2)).toEqual(['b', 'c']);
});
