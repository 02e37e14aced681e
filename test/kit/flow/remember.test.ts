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
  const { made, find } = start(6);
  for (const key of ['aa', 'bb', 'cc', 'aa', 'dd']) find(key);
  expect(made).toEqual(['aa', 'bb', 'cc', 'dd']);
  for (const key of ['aa', 'cc', 'bb']) find(key);
  expect(made.slice(4)).toEqual(['bb']);
});

test('a key beyond the limit is kept alone', () => {
  const { made, find } = start(3);
  for (const key of ['a', 'bbbbb', 'bbbbb', 'a', 'a']) find(key);
  expect(made).toEqual(['a', 'bbbbb', 'a']);
});

test('an error is not kept', () => {
  const { made, find } = start(10);
  for (let at = 0; at < 2; at++) expect(() => find('bad')).toThrow('bad');
  expect(made).toEqual(['bad', 'bad']);
});
