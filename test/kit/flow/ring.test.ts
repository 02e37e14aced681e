import { expect, test } from 'vitest';
import { createRing } from '../../../src/kit/flow/ring.ts';

const itemsOf = <T>(found: Iterable<{ item: T }>): T[] => [...found].map(({ item }) => item);

test('a ring keeps the newest items, newest first', () => {
  const ring = createRing<number>(3);
  expect(itemsOf(ring.newest())).toEqual([]);
  for (const item of [1, 2, 3, 4]) ring.add(item);
  expect(itemsOf(ring.newest())).toEqual([4, 3, 2]);
});

test('a position stays that of its item, and one whose item was dropped, or is to come, selects what there is', () => {
  const ring = createRing<number>(3);
  for (const item of [1, 2, 3, 4]) ring.add(item);
  const [{ position } = { position: 0 }] = ring.newest();
  ring.add(5);
  expect(itemsOf(ring.newest(position))).toEqual([3]);
  expect(itemsOf(ring.newest(0))).toEqual([]);
  expect(itemsOf(ring.newest(1_000))).toEqual([5, 4, 3]);
});

test('a ring that is cleared begins anew, and positions from before find nothing', () => {
  const ring = createRing<number>(3);
  for (const item of [1, 2, 3, 4]) ring.add(item);
  expect(ring.clear()).toBe(3);
  expect(ring.clear()).toBe(0);
  ring.add(5);
  expect(itemsOf(ring.newest())).toEqual([5]);
  expect(itemsOf(ring.newest(4))).toEqual([]);
});
