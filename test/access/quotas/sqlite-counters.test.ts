import { expect, onTestFinished, test } from 'vitest';
import { createOwnCounters } from '../../../src/access/quotas/own-counters.ts';
import { bucketOf } from '../../../src/kit/flow/token-bucket.ts';
import { findUsages } from '../../../src/store/repositories/quota-usage.ts';
import { eventually } from '../../support/engine.ts';
import { failingStore } from '../../support/failing-store.ts';

const SECOND_MICROS = 1_000_000;
const key = (number: number) => ({ account: String(number).padStart(12, '0'), class: 'reads' as const });

const open = async (limit = 20_000) => {
  const plan = failingStore();
  const store = await plan.openStore('memory');
  onTestFinished(() => store.close());
  const errors: unknown[] = [];
  const clock = { micros: 0 };
  const create = () =>
    createOwnCounters({
      store,
      limit,
      nowMicros: () => clock.micros,
      onError: (error) => errors.push(error),
    });
  return { plan, store, errors, clock, create };
};

test('a rate is refilled by the monotonic clock', async () => {
  const { clock, create } = await open();
  const counters = create();
  const quota = { bucket: bucketOf(2), perDay: undefined };
  const passed = async () => {
    let count = 0;
    while (await counters.count(key(1), quota, 0)) count += 1;
    return count;
  };
  expect(await passed()).toBe(2);
  clock.micros += SECOND_MICROS / 2;
  expect(await passed()).toBe(1);
  clock.micros += 60 * SECOND_MICROS;
  expect(await passed()).toBe(2);
});

test('many accounts take bounded memory, and none is forgotten', async () => {
  const { plan, create } = await open(10);
  const counters = create();
  const quota = { bucket: undefined, perDay: 2 };
  const countAll = async (accounts: number) => {
    const outcomes: boolean[] = [];
    for (let number = 0; number < accounts; number++)
      outcomes.push(await counters.count(key(number), quota, 1_000));
    return outcomes;
  };
  expect(await countAll(100)).not.toContain(false);
  await counters.close();
  const before = plan.count;
  expect(await countAll(100)).not.toContain(false);
  // All but those in memory were read from the table.
  expect(plan.count - before).toBeGreaterThanOrEqual(90);
  await counters.close();
  expect(await countAll(100)).not.toContain(true);
});

test('concurrent first requests of an account share one counter', async () => {
  const { create } = await open();
  const counters = create();
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () => counters.count(key(1), { bucket: undefined, perDay: 5 }, 1_000)),
  );
  expect(outcomes.filter(Boolean)).toHaveLength(5);
});

test('counts that could not be written are written later', async () => {
  const { plan, store, errors, create } = await open();
  const counters = create();
  await counters.count(key(1), { bucket: undefined, perDay: 5 }, 1_000);
  plan.failNext(1, 'insert quota_usage');
  await counters.close();
  expect(errors).toHaveLength(1);
  await counters.close();
  expect(await findUsages(store.reads, key(1).account)).toHaveLength(1);
});

test('counts are in the table soon, also without a close', async () => {
  const { store, create } = await open();
  const counters = create();
  await counters.count(key(1), { bucket: undefined, perDay: 5 }, 1_000);
  await eventually(async () => (await findUsages(store.reads, key(1).account)).length > 0);
});
