import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFairQueue } from '../../../src/kit/flow/fair-queue.ts';

const shiftAll = <T>(queue: { shift(): T | undefined }): T[] => {
  const all: T[] = [];
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) all.push(item);
  return all;
};

test('keys take turns, and the items of a key come in order', () => {
  const queue = createFairQueue<string>();
  for (const item of ['a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'c2']) queue.push(item[0], item);
  expect([queue.size, queue.sizeOf('a'), queue.sizeOf('z')]).toEqual([7, 4, 0]);
  expect(shiftAll(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3', 'a4']);
  expect([queue.size, queue.sizeOf('a')]).toEqual([0, 0]);
});

test('items without a key take a turn each', () => {
  const queue = createFairQueue<string>();
  for (const item of ['a1', 'a2', 'a3']) queue.push('a', item);
  for (const item of ['x', 'y', 'z']) queue.push(undefined, item);
  expect(shiftAll(queue)).toEqual(['a1', 'x', 'y', 'z', 'a2', 'a3']);
});

test('a key that comes anew waits for one item of each other key', () => {
  const queue = createFairQueue<string>();
  for (let item = 0; item < 2_000; item++) queue.push('a', `a${item}`);
  queue.shift();
  queue.push('b', 'b0');
  expect([queue.shift(), queue.shift()]).toEqual(['a1', 'b0']);
});

/** A queue by its definition, slow and simple: the next key is the one whose last turn, or arrival, is the longest ago. */
const modelOf = () => {
  let time = 0;
  const lanes = new Map<string, { since: number; items: number[] }>();
  return {
    push: (key: string, item: number): void => {
      const lane = lanes.get(key) ?? { since: time++, items: [] };
      lane.items.push(item);
      lanes.set(key, lane);
    },
    shift: (): number | undefined => {
      const [first] = [...lanes].sort(([, one], [, other]) => one.since - other.since);
      if (!first) return undefined;
      const [key, lane] = first;
      const item = lane.items.shift();
      lane.since = time++;
      if (lane.items.length === 0) lanes.delete(key);
      return item;
    },
  };
};

test('it does what its definition says, in any order of calls', () => {
  const calls = fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { freq: 2 }), { maxLength: 200 });
  fc.assert(
    fc.property(calls, (given) => {
      const [queue, model] = [createFairQueue<number>(), modelOf()];
      for (const [item, key] of given.entries()) {
        if (key === null) expect(queue.shift()).toBe(model.shift());
        else {
          queue.push(key, item);
          model.push(key, item);
        }
      }
      for (;;) {
        const item = queue.shift();
        expect(item).toBe(model.shift());
        if (item === undefined) break;
      }
      expect(queue.size).toBe(0);
    }),
  );
});
