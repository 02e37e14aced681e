import { expect, onTestFinished, test, vi } from 'vitest';
import { acquireLease, LeaseLost } from '../../src/events/delivery/lease.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { deleteSubscriptions, putSubscription } from '../../src/store/repositories/event-subscriptions.ts';
import { underTest } from '../support/postgres.ts';
import { ALPHA } from '../support/server.ts';

vi.mock('../../src/kit/flow/real-time.ts', () => import('../support/global-time.ts'));

const key = { account_id: ALPHA, id: 'rule/all/t' };

const by = (owner: string) => ({ owner, isAlone: process.env.COSELL_TEST_STORE !== 'postgres' });

const openWithSubscription = async (): Promise<Store> => {
  const store = await openStore(await underTest('memory'));
  onTestFinished(() => store.close());
  await store.transaction((tx) => putSubscription(tx, { account_id: ALPHA, id: key.id }, 0));
  return store;
};

const change = (store: Store, changes: object) =>
  store.transaction((tx) => tx.updateTable('event_subscriptions').set(changes).execute());

const stored = (store: Store) =>
  store.reads.selectFrom('event_subscriptions').selectAll().executeTakeFirstOrThrow();

/** Expires the lease, as if its node had been suspended. */
const expire = (store: Store) => change(store, { lease_until: new Date(Date.now() - 1).toISOString() });

test('only one node at a time holds a lease', async () => {
  const store = await openWithSubscription();
  const taken = await Promise.all(['a', 'b', 'c'].map((owner) => acquireLease(store, key, by(owner))));
  expect(taken.filter(Boolean)).toHaveLength(1);
  await taken.find(Boolean)?.release();
  expect(await acquireLease(store, key, by('d'))).toBeDefined();
});

test('a node that lost its lease to another one writes nothing', async () => {
  const store = await openWithSubscription();
  const slow = await acquireLease(store, key, by('slow'));
  await expire(store);
  const next = await acquireLease(store, key, by('next'));
  next!.done = 5;
  await next!.write();
  slow!.done = 3;
  let hasDone = false;
  await expect(
    slow!.write({}, async () => {
      hasDone = true;
    }),
  ).rejects.toThrow(LeaseLost);
  expect(hasDone).toBe(false);
  await expect(slow!.release()).rejects.toThrow(LeaseLost);
  expect(await stored(store)).toMatchObject({ position: 5, lease_owner: 'next' });
});

test('a lease that is about to expire is extended before another attempt, however the clock is set', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'Date'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const store = await openWithSubscription();
  const lease = await acquireLease(store, key, by('a'));
  const { lease_until } = lease!.row;
  vi.setSystemTime(Date.now() - 3_600_000);
  await lease!.keep();
  expect((await stored(store)).lease_until).toBe(lease_until);
  vi.advanceTimersByTime(5_000);
  await lease!.keep();
  expect((await stored(store)).lease_until).not.toBe(lease_until);
  await change(store, { lease_until: '2020-01-01T00:00:00.000Z' });
  expect(await acquireLease(store, key, by('b'))).toBeDefined();
  vi.advanceTimersByTime(5_000);
  await expect(lease!.keep()).rejects.toThrow(LeaseLost);
});

test.each([
  ['moved', (store: Store) => change(store, { position: 9 })],
  [
    'deleted',
    (store: Store) =>
      store.transaction((tx) => deleteSubscriptions(tx, { account_id: ALPHA, ids: [key.id] })),
  ],
])('a subscription that was concurrently %s is not changed', async (_what, meddle) => {
  const store = await openWithSubscription();
  const lease = await acquireLease(store, key, by('a'));
  await meddle(store);
  lease!.done = 4;
  await expect(lease!.release()).rejects.toThrow(LeaseLost);
});

test('attempts count for the event after the position', async () => {
  const store = await openWithSubscription();
  await change(store, { attempts: 7, first_attempt_at: 'then', next_attempt_at: 'soon' });
  const lease = await acquireLease(store, key, by('a'));
  await lease!.write();
  expect(lease!.row.attempts).toBe(7);
  lease!.done = 1;
  await lease!.write();
  expect(await stored(store)).toMatchObject({
    position: 1,
    attempts: 0,
    first_attempt_at: '',
    next_attempt_at: '',
  });
});
