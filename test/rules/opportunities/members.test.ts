import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSame } from '../../../src/rules/opportunities/members.ts';

test('the order of members does not count, that of lists does', () => {
  expect(isSame({ a: 1, b: ['x', 'y'] }, { b: ['x', 'y'], a: 1 })).toBe(true);
  expect(isSame({ b: ['x', 'y'] }, { b: ['y', 'x'] })).toBe(false);
});

test('empty parts count as absent', () => {
  expect(isSame({ a: 1, b: [], c: { d: '' } }, { a: 1 })).toBe(true);
  expect(isSame(undefined, [])).toBe(true);
  expect(isSame({ a: 1 }, { a: 1, b: 'x' })).toBe(false);
});

test('values without empty parts are compared as Node compares them', () => {
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      fc.integer(),
      fc.boolean(),
      fc.string({ minLength: 1 }),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('node'), { minKeys: 1, noNullPrototype: true }),
    ),
  })).node;
  fc.assert(
    fc.property(value, value, (one, other) => {
      expect(isSame(one, other)).toBe(isDeepStrictEqual(one, other));
      expect(isSame(one, structuredClone(one))).toBe(true);
    }),
  );
});
