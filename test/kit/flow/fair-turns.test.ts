import { expect, test } from 'vitest';
import { createFairTurns } from '../../../src/kit/flow/fair-turns.ts';

/** Turns of an event loop that go on only when told. */
const start = (limit: number, isSpent = () => false) => {
  const scheduled: (() => void)[] = [];
  const turns = createFairTurns(limit, (run) => scheduled.push(run), isSpent);
  const order: string[] = [];
  const work = (party: string, name = party): void => {
    void turns.take(party, limit + 1)?.then(() => order.push(name));
  };
  /** Runs the next turn of the loop. Returns whether there was one. */
  const turn = async (): Promise<boolean> => {
    const run = scheduled.shift();
    run?.();
    await Promise.resolve();
    return run !== undefined;
  };
  return { turns, work, turn, order };
};

test('work continues in a turn up to the limit, all parties together', async () => {
  const { turns, turn } = start(10);
  expect(turns.take('a', 6)).toBeUndefined();
  expect(turns.take('b', 4)).toBeUndefined();
  expect(turns.take('a', 1)).toBeInstanceOf(Promise);
  expect(turns.take('b', 0)).toBeInstanceOf(Promise);
  while (await turn());
  expect(turns.take('a', 10)).toBeUndefined();
});

test('work waits before that if the time of the turn is spent, and then one goes on in each turn', async () => {
  const { turns, turn, order } = start(1_000, () => true);
  for (const name of ['a', 'b', 'c']) void turns.take(name, 1)?.then(() => order.push(name));
  expect(order).toEqual([]);
  await turn();
  expect(order).toEqual(['a']);
  await turn();
  expect(order).toEqual(['a', 'b']);
});

test('a party with one piece of work waits for one turn of each other, however much those have', async () => {
  const { work, turn, order } = start(10);
  for (let at = 0; at < 50; at++) work('many', `many ${at}`);
  work('few');
  work('other');
  for (let at = 0; at < 4; at++) await turn();
  expect(order).toEqual(['many 0', 'few', 'other', 'many 1']);
  while (await turn());
  expect(order).toHaveLength(52);
});

test('a party that waits again comes after the others', async () => {
  const { turns, work, turn, order } = start(10);
  void turns.take('a', 11)?.then(() => {
    order.push('a');
    work('a', 'a again');
  });
  work('b');
  work('c');
  while (await turn());
  expect(order).toEqual(['a', 'b', 'c', 'a again']);
});

test('the work per turn does not grow with the queue', async () => {
  const { work, turn, order } = start(10);
  const count = 100_000;
  for (let at = 0; at < count; at++) work('one');
  // An array's iteration is what copying a queue costs.
  const iterator = Array.prototype[Symbol.iterator];
  let copies = 0;
  Array.prototype[Symbol.iterator] = function iterate(this: unknown[]) {
    copies += 1;
    return iterator.call(this);
  };
  try {
    for (let at = 0; at < 100; at++) await turn();
  } finally {
    Array.prototype[Symbol.iterator] = iterator;
  }
  expect([order.length, copies]).toEqual([100, 0]);
});

test('input and output run between two turns', async () => {
  const turns = createFairTurns(10);
  const order: string[] = [];
  const long = async (): Promise<void> => {
    for (let at = 0; at < 3; at++) {
      await turns.take('long', 11);
      order.push('long');
    }
  };
  const other = async (): Promise<void> => {
    for (let at = 0; at < 3; at++) await new Promise((resolve) => setImmediate(resolve));
    order.push('other');
  };
  const both = [long(), other()];
  await Promise.all(both);
  expect(order.indexOf('other')).toBeLessThan(4);
  expect(order).toHaveLength(4);
});
