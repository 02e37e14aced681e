import { expect, test } from 'vitest';
import { isDeeperThan } from '../../../src/kit/shape/nesting.ts';

const nested = (depth: number, kind: 'list' | 'object'): unknown =>
  JSON.parse(
    kind === 'list' ? '['.repeat(depth) + ']'.repeat(depth) : `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
  );

test.each(['list', 'object'] as const)('the depth of each %s counts', (kind) => {
  expect(isDeeperThan(nested(5, kind), 5)).toBe(false);
  expect(isDeeperThan(nested(6, kind), 5)).toBe(true);
  expect(isDeeperThan(nested(100_000, kind), 99_999)).toBe(true);
});

test.each([1, 'text', null, [], {}, [1, [], {}]])('%j is no deeper than 2', (value) => {
  expect(isDeeperThan(value, 2)).toBe(false);
});
