import { expect, test } from 'vitest';
import { createPace } from '../../../src/kit/flow/pace.ts';
import { promisesDone } from '../../../src/kit/flow/turn.ts';

const never = () => false;
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('so many works begin in a turn, and the keys that wait take turns', async () => {
  const pace = createPace(3, never);
  const begun: string[] = [];
  const ask = async (name: string): Promise<void> => {
    await pace.begin(name[0] as string);
    begun.push(name);
  };
  const all = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'b1', 'c1'].map(ask);
  await Promise.resolve();
  expect(begun).toEqual(['a1', 'a2', 'a3']);
  await turn();
  expect(begun.slice(3)).toEqual(['a4', 'b1', 'c1']);
  await turn();
  expect(begun.slice(6)).toEqual(['a5', 'a6', 'a7']);
  await Promise.all(all);
});

test('work that comes while others wait does not overtake them', async () => {
  const pace = createPace(1, never);
  expect(pace.begin('a')).toBeUndefined();
  const second = pace.begin('a');
  expect(second).toBeInstanceOf(Promise);
  const third = pace.begin('b');
  await second;
  expect(pace.begin('a')).toBeInstanceOf(Promise);
  await third;
});

test('work in later turns begins at once', async () => {
  const pace = createPace(1, never);
  for (let work = 0; work < 5; work++) {
    expect(pace.begin('a')).toBeUndefined();
    await turn();
    await turn();
  }
});

test('works begin in a turn until they take its units; the last may take more than what is left', async () => {
  const pace = createPace(4, never);
  const begun: string[] = [];
  const ask = async (name: string, units: number): Promise<void> => {
    await pace.begin(name, units);
    begun.push(name);
  };
  const all = [ask('a', 3), ask('b', 3), ask('c', 1), ask('d', 100), ask('e', 1)];
  await Promise.resolve();
  expect(begun).toEqual(['a', 'b']);
  await turn();
  expect(begun.slice(2)).toEqual(['c', 'd']);
  await turn();
  expect(begun.slice(4)).toEqual(['e']);
  await Promise.all(all);
});

test('a turn whose time is spent has one of those that wait, and none that comes', async () => {
  let isSpent = true;
  const pace = createPace(10, () => isSpent);
  const begun: string[] = [];
  const ask = async (name: string): Promise<void> => {
    await pace.begin(name);
    begun.push(name);
  };
  const all = ['a', 'b', 'c', 'd'].map(ask);
  await Promise.resolve();
  expect(begun).toEqual([]);
  await turn();
  expect(begun).toEqual(['a']);
  isSpent = false;
  await turn();
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
  await Promise.all(all);
});

test('if told to, a work begins only once the one before has gone on by all its promises, and not if that spent the time', async () => {
  let isSpent = true;
  const pace = createPace(10, () => isSpent, promisesDone);
  const begun: string[] = [];
  const ask = async (name: string): Promise<void> => {
    await pace.begin(name);
    for (let step = 0; step < 10; step++) await undefined;
    begun.push(name);
    isSpent = true;
  };
  const all = ['a', 'b', 'c'].map(ask);
  for (const expected of [['a'], ['a', 'b'], ['a', 'b', 'c']]) {
    isSpent = false;
    await turn();
    expect(begun).toEqual(expected);
  }
  await Promise.all(all);
});
