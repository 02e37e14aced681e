import { expect, test } from 'vitest';
import { remember } from '../../../src/kit/flow/remember.ts';

const start = (limit: number) => {
  const made: string[] = [];
  const find = remember((key) => {
    made.push(key);
    if (key.includes('bad')) throw new Error(key);
    return { key };
  }, limit);
  return { made, find };
};

test('a value is made once', () => {
  const { made, find } = start(10);
  expect(find('a')).toBe(find('a'));
  expect(made).toEqual(['a']);
});

test('the values used longest ago are forgotten beyond the limit', () => {
  const { made, find } = start(8);
  for (const key of ['aa', 'bb', 'cc', 'aa', 'dd']) find(key);
  expect(made).toEqual(['aa', 'bb', 'cc', 'dd']);
  for (const key of ['aa', 'dd', 'bb']) find(key);
  expect(made.slice(4)).toEqual(['bb']);
});

test('at least the values of half of the limit are kept, and at most those of all', () => {
  const { made, find } = start(20);
  const keys = Array.from({ length: 30 }, (_, at) => String(at).padStart(2, '0'));
  for (const key of keys) find(key);
  made.length = 0;
  for (const key of keys.slice(-5).reverse()) find(key);
  expect(made).toEqual([]);
  for (const key of keys.slice(0, 20).reverse()) find(key);
  expect(made).toHaveLength(20);
});

test('a key beyond the limit is kept until another is used', () => {
  const { made, find } = start(3);
  for (const key of ['bbbbb', 'bbbbb', 'a', 'c', 'bbbbb']) find(key);
  expect(made).toEqual(['bbbbb', 'a', 'c', 'bbbbb']);
});

test('an error is not kept', () => {
  const { made, find } = start(10);
  for (let at = 0; at < 2; at++) expect(() => find('bad')).toThrow('bad');
  expect(made).toEqual(['bad', 'bad']);
});
