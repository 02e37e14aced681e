import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemory, type Memory } from '../../../src/kit/queue/memory.ts';
import type { JobRow } from '../../../src/kit/queue/table.ts';

const row = (number: number): JobRow => ({
  id: String(number),
  queue: 'queue',
  payload: '{}',
  run_at: '2026-11-23T09:30:00.000Z',
  attempts: 0,
});
const rows = (count: number, first = 0): JobRow[] =>
  Array.from({ length: count }, (_, index) => row(first + index));

/** A memory that knows that the table has nothing more. */
const knowing = (concurrency: number): Memory => {
  const memory = createMemory(concurrency);
  memory.beginFetch();
  memory.endFetch([]);
  return memory;
};

/** Begins all jobs for which a place is free. */
const beginAll = (memory: Memory): string[] => {
  const begun: string[] = [];
  for (let job = memory.begin(); job; job = memory.begin()) begun.push(job.id);
  return begun;
};

test('what the table has is not known at first, so new jobs are fetched, in order', () => {
  const memory = createMemory(1);
  memory.offer(row(1));
  expect(memory.begin()).toBeUndefined();
  expect(memory.hasToFetch).toBe(true);
});

test('once the table is known to have no more, new jobs are taken at once', () => {
  const memory = knowing(1);
  memory.offer(row(1));
  expect(memory.hasToFetch).toBe(false);
  expect(beginAll(memory)).toEqual(['1']);
});

test('no more jobs run than there are places; the end of one frees its place', () => {
  const memory = knowing(2);
  for (const job of rows(3)) memory.offer(job);
  expect(beginAll(memory)).toEqual(['0', '1']);
  memory.end({ id: '0' });
  expect(beginAll(memory)).toEqual(['2']);
});

test('beyond four times the places new jobs stay in the table, and all after them too', () => {
  const memory = knowing(2);
  for (const job of rows(9)) memory.offer(job);
  expect(beginAll(memory)).toEqual(['0', '1']);
  // There is room again, but the ninth job is not in hand, and comes first.
  memory.offer(row(9));
  memory.end({ id: '0' });
  memory.end({ id: '1' });
  expect(beginAll(memory)).toEqual(['2', '3']);
  memory.beginFetch();
  memory.endFetch([row(8), row(9)]);
  for (const id of ['2', '3', '4', '5', '6', '7']) {
    memory.end({ id });
    beginAll(memory);
  }
  expect(memory.unsettled().map(({ id }) => id)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
});

test('a new job of the time of a fetch begins behind those that are fetched', () => {
  const memory = createMemory(4);
  memory.beginFetch();
  memory.offer(row(2));
  expect(memory.endFetch([row(1)])).toBe(true);
  expect(beginAll(memory)).toEqual(['1', '2']);
});

test('a fetch that failed, or found as many as it may, leaves more to fetch', () => {
  const memory = createMemory(1);
  expect(memory.beginFetch()).toBe(4);
  expect(memory.endFetch(undefined)).toBe(false);
  expect(memory.hasToFetch).toBe(true);
  expect(memory.endFetch(rows(memory.beginFetch()))).toBe(false);
});

test('a job is in hand until its outcome is written, and not taken a second time', () => {
  const memory = knowing(2);
  memory.take(row(1));
  memory.take(row(1));
  expect(beginAll(memory)).toEqual(['1']);
  memory.take(row(1));
  memory.end({ id: '1' });
  memory.take(row(1));
  expect(beginAll(memory)).toEqual([]);
  memory.settled(memory.unsettled());
  memory.take(row(1));
  expect(beginAll(memory)).toEqual(['1']);
});

test('few outcomes wait while there is much to run; 200 do not', () => {
  const memory = knowing(100);
  for (const job of rows(400)) memory.offer(job);
  beginAll(memory);
  for (let ended = 0; ended < 199; ended++) {
    memory.end({ id: String(ended) });
    memory.begin();
  }
  expect(memory.hasToSettle).toBe(false);
  memory.end({ id: '199' });
  memory.end({ id: '200' });
  expect(memory.hasToSettle).toBe(true);
  expect(memory.unsettled()).toHaveLength(200);
});

// The table here is a list; whatever happens in whichever order, no job is lost, run twice at once, or overtaken.
test('whatever comes in whichever order, every job runs once, in the order of the table', () => {
  const step = fc.constantFrom('new', 'new', 'end', 'settle', 'fetch');
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), fc.integer({ min: 1, max: 3 }), (steps, concurrency) => {
      const memory = createMemory(concurrency);
      const table: JobRow[] = [];
      const running: string[] = [];
      const ran: string[] = [];
      let count = 0;
      const perform = (name: string): void => {
        if (name === 'new') {
          const job = row(++count);
          table.push(job);
          memory.offer(job);
        } else if (name === 'end' && running[0] !== undefined) {
          memory.end({ id: running.shift() ?? '' });
        } else if (name === 'settle') {
          const written = memory.unsettled();
          for (const { id } of written)
            table.splice(
              table.findIndex((job) => job.id === id),
              1,
            );
          memory.settled(written);
        } else if (name === 'fetch' && memory.hasToFetch) {
          memory.endFetch(table.slice(0, memory.beginFetch()));
        }
        const begun = beginAll(memory);
        running.push(...begun);
        ran.push(...begun);
        expect(running.length).toBeLessThanOrEqual(concurrency);
      };
      for (const name of steps) perform(name);
      for (let rest = 0; rest < 3 * count + 3; rest++)
        for (const name of ['end', 'settle', 'fetch']) perform(name);
      expect(ran).toEqual(Array.from({ length: count }, (_, index) => String(index + 1)));
      expect(table).toEqual([]);
      expect(memory.hasToSettle).toBe(false);
    }),
  );
});
