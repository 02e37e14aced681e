import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemory } from '../../../src/kit/queue/memory.ts';
import type { JobRow } from '../../../src/kit/queue/table.ts';

/** A job whose name begins with its key. */
const row = (id: string): JobRow => ({
  ...{ id, queue: 'queue', payload: '{}' },
  run_at: '2026-11-23T09:30:00.000Z',
  attempts: 0,
});
const named = (key: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${key}${index}`);

/** A queue's memory beside a table, both driven as by kit/queue/embedded.ts. */
const open = (concurrency: number) => {
  const memory = createMemory(concurrency, ({ id }) => id[0]);
  const table: string[] = [];
  const running: string[] = [];
  let fetches = 0;
  const fetch = (): void => {
    fetches += 1;
    const limit = memory.beginFetch();
    memory.endFetch(table.slice(0, limit).map(row));
  };
  const settle = (): void => {
    const outcomes = memory.unsettled();
    for (const { id } of outcomes) table.splice(table.indexOf(id), 1);
    memory.settled(outcomes);
  };
  fetch();
  return {
    memory,
    enqueue: (ids: readonly string[]): void => {
      for (const id of ids) {
        table.push(id);
        memory.offer(row(id));
      }
    },
    /** Runs one job at a time to its end, until none is left. Returns their order. */
    runAll: (limit = Number.POSITIVE_INFINITY): string[] => {
      const ran: string[] = [];
      while (ran.length < limit) {
        for (let job = memory.begin(); job; job = memory.begin()) running.push(job.id);
        const id = running.shift();
        if (id === undefined && !memory.hasToFetch && !memory.hasToSettle) break;
        if (id !== undefined) {
          ran.push(id);
          memory.end({ id });
        }
        if (memory.hasToSettle) settle();
        if (memory.hasToFetch) fetch();
      }
      return ran;
    },
    get fetches() {
      return fetches;
    },
  };
};

test('the jobs of a key run next, whatever backlog another key has', () => {
  const queue = open(16);
  queue.enqueue(named('a', 10_000));
  queue.runAll(100);
  queue.enqueue(['b0', 'b1', 'b2']);
  const ran = queue.runAll();
  expect(ran.filter((id) => id[0] === 'b')).toEqual(['b0', 'b1', 'b2']);
  // Sixteen run already, then the keys take turns.
  expect(ran.indexOf('b2')).toBeLessThanOrEqual(16 + 6);
  expect(ran).toHaveLength(10_000 - 100 + 3);
});

test('the jobs of one key run in order, whether they were in memory or in the table', () => {
  const queue = open(2);
  queue.enqueue(named('a', 100));
  expect(queue.runAll()).toEqual(named('a', 100));
});

test('a backlog goes on while others keep passing it', () => {
  const queue = open(4);
  queue.enqueue(named('a', 1_000));
  const ran: string[] = [];
  for (let round = 0; round < 400; round++) {
    queue.enqueue([`b${round}`, `c${round}`]);
    ran.push(...queue.runAll(4));
  }
  const ofA = ran.filter((id) => id[0] === 'a');
  expect(ofA.length).toBeGreaterThan(ran.length / 4);
});

test('every job runs once, and fetches are few, for any bursts', () => {
  const bursts = fc.array(
    fc.record({
      key: fc.constantFrom(...'abcdefgh'),
      count: fc.integer({ min: 1, max: 60 }),
      ran: fc.nat({ max: 40 }),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(bursts, fc.integer({ min: 1, max: 6 }), (given, concurrency) => {
      const queue = open(concurrency);
      const all: string[] = [];
      const ran: string[] = [];
      for (const [round, burst] of given.entries()) {
        const ids = named(`${burst.key}-${round}-`, burst.count);
        all.push(...ids);
        queue.enqueue(ids);
        ran.push(...queue.runAll(burst.ran));
      }
      ran.push(...queue.runAll());
      expect(ran.toSorted()).toEqual(all.toSorted());
      expect(queue.fetches).toBeLessThanOrEqual(2 + all.length);
    }),
    { numRuns: 200 },
  );
});
