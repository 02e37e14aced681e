import { expect, onTestFinished, test, vi } from 'vitest';
import type { News, NewsItem } from '../../src/changes/news.ts';
import { createSignal } from '../../src/kit/flow/signal.ts';
import type { RequestEntry } from '../../src/operator/request-schemas.ts';
import { createBacklog } from '../../src/server/live/backlog.ts';
import { followEntries } from '../../src/server/live/entries.ts';
import { createLiveHub } from '../../src/server/live/hub.ts';
import { type LiveMessage, LOST } from '../../src/server/live/message.ts';
import { createNewsBox } from '../../src/server/live/news-box.ts';
import { insertTask, newTask } from '../../src/store/repositories/tasks.ts';
import { eventually } from '../support/engine.ts';
import { failingStore } from '../support/failing-store.ts';
import { underTest } from '../support/postgres.ts';
import { ALPHA } from '../support/server.ts';

vi.mock('../../src/kit/flow/real-time.ts', () => import('../support/global-time.ts'));

const change = (operation: string): NewsItem => ({
  ...{ kind: 'change', account: ALPHA, service: 'partnercentral-selling' },
  operation,
});

const openHub = async () => {
  const plan = failingStore();
  const store = await plan.openStore(await underTest('memory'));
  onTestFinished(() => store.close());
  const { openControls } = await import('../../src/controls/controls.ts');
  const { systemClock } = await import('../../src/kit/flow/clock.ts');
  const controls = await openControls(store, systemClock);
  onTestFinished(() => controls.close());
  const news: News = createSignal<NewsItem>();
  let watches = 0;
  const peerNews = {
    watch: () => {
      watches += 1;
      return () => {
        watches -= 1;
      };
    },
    close: async () => {},
  };
  return {
    plan,
    store,
    news,
    watches: () => watches,
    hub: createLiveHub({ store, controls, news, peerNews }),
  };
};

test('nobody listens to the news unless somebody watches', async () => {
  const { news, watches, hub } = await openHub();
  expect([news.isHeard, watches()]).toEqual([false, 0]);
  const leave = [hub.join(() => {}), hub.join(() => {})];
  expect([news.isHeard, watches()]).toEqual([true, 1]);
  for (const one of leave) one();
  expect([news.isHeard, watches()]).toEqual([false, 0]);
});

test('tasks that change together are read with one query for all watchers, each once', async () => {
  const { plan, store, news, hub } = await openHub();
  const ids = Array.from({ length: 50 }, (_, index) => `task-${String(index).padStart(13, '0')}`);
  await store.transaction(async (tx) => {
    for (const id of ids) {
      const operation = 'StartEngagementByAcceptingInvitationTask';
      const start_time = '2026-01-01T00:00:00.000Z';
      await insertTask(tx, newTask({ catalog: 'Sandbox', id, account_id: ALPHA, operation, start_time }));
    }
  });
  const told: LiveMessage[][] = Array.from({ length: 20 }, () => []);
  for (const messages of told) hub.join((message) => messages.push(message));
  // The first is told at once; those that follow it meanwhile are told together.
  news.announce(change('CreateEngagement'));
  const before = plan.count;
  for (const id of [...ids, ...ids]) news.announce({ kind: 'task', catalog: 'Sandbox', id });
  await eventually(() => told[19]?.length === 51);
  expect(plan.count - before).toBe(1);
  expect(told[0]?.filter(({ event }) => event === 'task')).toHaveLength(50);
  expect(told[0]?.every((message, index) => message === told[19]?.[index])).toBe(true);
});

test('watchers are told to read again if the tasks cannot be read', async () => {
  const { plan, news, hub } = await openHub();
  const told: LiveMessage[] = [];
  hub.join((message) => told.push(message));
  plan.failNext(1, 'select tasks');
  news.announce({ kind: 'task', catalog: 'Sandbox', id: 'task-0000000000000' });
  await eventually(() => told.length === 1);
  expect(told).toEqual([LOST]);
});

test('news beyond what a box holds is told as lost, and what comes later is told', () => {
  const box = createNewsBox(3);
  for (const name of ['a', 'b', 'a', 'c']) box.add(change(name));
  expect(box.take(2)).toEqual([change('a'), change('b')]);
  expect(box.take(2)).toEqual([change('c')]);
  expect(box.isEmpty).toBe(true);
  for (const name of ['a', 'b', 'c', 'd', 'e']) box.add(change(name));
  expect(box.take(10)).toEqual([{ kind: 'lost' }, change('e')]);
});

test('a reader that does not keep up has a bounded number of messages waiting', () => {
  const backlog = createBacklog({ add: () => {} });
  const message = (text: string): LiveMessage => ({ event: 'change', bytes: Buffer.from(text) });
  for (let count = 0; count <= 1_000; count += 1) backlog.add(message(`number ${count}`));
  backlog.add(message('the last'));
  expect(backlog.take()).toEqual([LOST, message('the last')]);
  expect(backlog.take()).toEqual([]);
});

test('a reader is woken once for all messages that came before its turn', () => {
  const turns: (() => void)[] = [];
  const backlog = createBacklog({ add: (wakes) => void turns.push(...wakes) });
  let woken = 0;
  backlog.onAdded(() => {
    woken += 1;
  });
  for (const text of ['one', 'two', 'three']) backlog.add({ event: 'change', bytes: Buffer.from(text) });
  expect(woken).toBe(0);
  for (const turn of turns.splice(0)) turn();
  expect(woken).toBe(1);
  backlog.add({ event: 'change', bytes: Buffer.from('four') });
  for (const turn of turns) turn();
  expect(woken).toBe(2);
});

test('calls are told up to a hundred per second, and then that there were more', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const listeners = new Set<(entry: RequestEntry) => void>();
  const onEntry = (listener: (entry: RequestEntry) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const call = (): void => {
    for (const listener of listeners) listener({ id: 'one', account: ALPHA } as RequestEntry);
  };
  const told: LiveMessage[] = [];
  const messageOf = ({ account }: RequestEntry): LiveMessage => ({
    event: 'request',
    account,
    bytes: Buffer.from('a call'),
  });
  const stop = followEntries({ onEntry }, messageOf, 'requests', (message) => told.push(message));
  for (let count = 0; count < 500; count += 1) call();
  expect(told).toHaveLength(100);
  expect(listeners.size).toBe(0);
  vi.advanceTimersByTime(1_000);
  expect(told.at(-1)).toEqual({
    event: 'lost',
    bytes: Buffer.from('event: lost\ndata: {"what":"requests"}\n\n'),
  });
  call();
  expect(told.at(-1)).toMatchObject({ event: 'request', account: ALPHA });
  vi.advanceTimersByTime(5_000);
  expect(told).toHaveLength(102);
  stop();
  call();
  expect(told).toHaveLength(102);
});
