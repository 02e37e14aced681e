import { expect, test } from 'vitest';
import { createStartTags } from '../../../src/kit/queue/start-tags.ts';

const NOW = 1_800_000_000;

test('a burst of one key counts later than later jobs of others', () => {
  const tagOf = createStartTags();
  const burst = Array.from({ length: 1_000 }, () => tagOf('a', NOW));
  expect(burst.slice(0, 3)).toEqual([NOW, NOW + 0.2, NOW + 0.4]);
  const later = [tagOf('b', NOW + 1), tagOf(undefined, NOW + 1)];
  expect(later).toEqual([NOW + 1, NOW + 1]);
  expect(burst.filter((tag) => tag < NOW + 1)).toHaveLength(5);
});

test('a job counts at most a minute late, and a key that paused counts as of now', () => {
  const tagOf = createStartTags();
  const burst = Array.from({ length: 10_000 }, () => tagOf('a', NOW));
  expect(Math.max(...burst)).toBe(NOW + 60);
  expect(burst).toEqual(burst.toSorted((one, other) => one - other));
  expect(tagOf('a', NOW + 61)).toBe(NOW + 61);
});

test('below five jobs per second all count as of now', () => {
  const tagOf = createStartTags();
  for (let job = 0; job < 100; job++) expect(tagOf('a', NOW + job / 4)).toBe(NOW + job / 4);
});

test('many keys are forgotten once they have no jobs in the future', () => {
  const tagOf = createStartTags();
  for (let key = 0; key < 10_000; key++) tagOf(`${key}`, NOW);
  tagOf('a', NOW + 1);
  // It would count at NOW + 0.2 if it were remembered, even by a clock that was set back.
  expect(tagOf('0', NOW)).toBe(NOW);
});
