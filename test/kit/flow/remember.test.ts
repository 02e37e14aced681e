import { expect, test } from 'vitest';
import { remember, rememberNamed } from '../../../src/kit/flow/remember.ts';

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

test('a named text is read once, until its name has another', () => {
  const read: string[] = [];
  const find = rememberNamed((text) => {
    read.push(text);
    return { text };
  }, 100);
  expect(find('a', 'long text')).toBe(find('a', 'long text'));
  expect(find('a', 'other text')).toEqual({ text: 'other text' });
  expect(find('b', 'other text')).toEqual({ text: 'other text' });
  expect(find('a', 'long text')).toEqual({ text: 'long text' });
  expect(read).toEqual(['long text', 'other text', 'other text', 'long text']);
});

test('named texts are forgotten by their own length, whatever that of their names', () => {
  const read: string[] = [];
  const find = rememberNamed((text) => read.push(text), 20);
  for (const name of ['a', 'b', 'c', 'a']) find(name, `${name} text`);
  expect(read).toEqual(['a text', 'b text', 'c text', 'a text']);
});
