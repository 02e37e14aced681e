import { describe, expect, test } from 'vitest';
import { chooseRuns, type Placed } from '../../src/events/delivery/places.ts';
import type { ReadySubscription } from '../../src/store/repositories/deliveries.ts';

const NOW = 100_000;
const ready = (account_id: string, count: number, next_attempt_at = ''): ReadySubscription[] =>
  Array.from({ length: count }, (_, at) => ({ account_id, id: `rule/r${at}/t`, next_attempt_at }));
/** Runs of an account, by default ones that have just begun. */
const runs = (account_id: string, count: number, { ageMs = 0, retry = false } = {}): Placed[] =>
  ready(account_id, count, retry ? 'then' : '').map((key) => ({ key, began: NOW - ageMs }));
const choose = (given: ReadySubscription[], running: Placed[] = [], concurrency = 8) =>
  chooseRuns(given, running, { concurrency, now: NOW });
const countOf = (chosen: readonly ReadySubscription[]) => {
  const counts: Record<string, number> = {};
  for (const { account_id, id } of chosen) counts[account_id || id] = (counts[account_id || id] ?? 0) + 1;
  return counts;
};

describe('of what is ready', () => {
  test('one account alone gets the whole concurrency', () => {
    expect(countOf(choose(ready('a', 20)))).toEqual({ a: 8 });
    expect(countOf(choose(ready('a', 20), runs('a', 3)))).toEqual({ a: 5 });
  });

  test('accounts take turns, whatever the order in which they are found', () => {
    expect(countOf(choose([...ready('a', 100), ...ready('b', 1), ...ready('c', 5)]))).toEqual({
      a: 4,
      b: 1,
      c: 3,
    });
    expect(choose([...ready('a', 100), ...ready('b', 1)])[1]?.account_id).toBe('b');
  });

  test('accounts with fewer runs come first', () => {
    expect(countOf(choose([...ready('a', 9), ...ready('b', 9)], runs('a', 4)))).toEqual({ b: 4 });
  });

  test('an account begins a run although another one takes all places, up to twice the concurrency', () => {
    expect(countOf(choose([...ready('a', 9), ...ready('b', 9)], runs('a', 8)))).toEqual({ b: 1 });
    const others = Array.from({ length: 20 }, (_, at) => `other-${at}`);
    expect(
      choose(
        others.flatMap((account) => ready(account, 2)),
        runs('a', 8),
      ),
    ).toHaveLength(8);
  });

  test('retries have places of their own', () => {
    const both = [...ready('a', 9), ...ready('a', 9, 'then')];
    expect(
      choose(both)
        .map(({ next_attempt_at }) => next_attempt_at)
        .sort(),
    ).toEqual([...Array(8).fill(''), ...Array(8).fill('then')]);
    expect(countOf(choose(ready('a', 9), runs('a', 8, { retry: true })))).toEqual({ a: 8 });
  });

  test('runs of more than a second take no place, up to twice the concurrency of one account', () => {
    expect(countOf(choose(ready('a', 20), runs('a', 8, { ageMs: 1_000 })))).toEqual({ a: 8 });
    expect(countOf(choose(ready('a', 20), runs('a', 8, { ageMs: 999 })))).toEqual({});
    expect(countOf(choose(ready('a', 20), runs('a', 13, { ageMs: 5_000 })))).toEqual({ a: 3 });
    expect(countOf(choose(ready('b', 20), runs('a', 16, { ageMs: 5_000 })))).toEqual({ b: 8 });
  });

  test('nothing begins beyond eight times the concurrency', () => {
    const hanging = ['a', 'b', 'c', 'd'].flatMap((account) => runs(account, 16, { ageMs: 5_000 }));
    expect(choose(ready('e', 1), hanging)).toEqual([]);
    expect(countOf(choose(ready('e', 9), hanging.slice(3)))).toEqual({ e: 3 });
  });

  test('each webhook is a party of its own', () => {
    const hooks = ['one', 'two', 'three'].map((name) => ({
      account_id: '',
      id: `webhook/${name}`,
      next_attempt_at: '',
    }));
    expect(countOf(choose([...ready('a', 9), ...hooks], [], 4))).toEqual({
      a: 1,
      'webhook/one': 1,
      'webhook/two': 1,
      'webhook/three': 1,
    });
  });
});
