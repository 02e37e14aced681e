import { expect, onTestFinished, test } from 'vitest';
import { createSignal } from '../../src/kit/flow/signal.ts';
import { createLiveFeed } from '../../src/server/live/live-feed.ts';
import { engagement, invite } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { readStream } from '../support/event-stream.ts';
import { failingStore } from '../support/failing-store.ts';
import { underTest } from '../support/postgres.ts';
import { ALPHA, BETA, clientOf, readFeed, startServer } from '../support/server.ts';
import { appendEvents } from '../support/targets.ts';

const NEVER_MS = 3_600_000;

const openFeed = async () => {
  const plan = failingStore();
  const store = await plan.openStore(await underTest('memory'));
  onTestFinished(() => store.close());
  const recorded = createSignal();
  return { plan, store, recorded, feed: createLiveFeed(store, recorded, NEVER_MS) };
};

test('a thousand idle streams cost the queries of one, and an event is encoded once for all', async () => {
  const { plan, store, recorded, feed } = await openFeed();
  const before = plan.count;
  const members = await Promise.all(Array.from({ length: 1_000 }, () => feed.join()));
  const joining = plan.count - before;
  expect(joining).toBeLessThanOrEqual(3);
  const start = feed.base;
  let woken = 0;
  for (let count = 1; count <= 5; count += 1) {
    await store.transaction((tx) => appendEvents(tx, 1));
    const written = plan.count;
    for (let stream = 0; stream < 1_000; stream += 1)
      feed.onNews(() => {
        woken += 1;
      });
    recorded.announce();
    await eventually(() => woken === count * 1_000);
    expect(plan.count - written).toBeLessThanOrEqual(2);
  }
  const [one, other] = [feed.after(start), feed.after(start)];
  expect(one).toHaveLength(5);
  expect(other?.every((event, index) => event === one?.[index])).toBe(true);
  for (const leave of members) leave();
  const left = plan.count;
  recorded.announce();
  await new Promise((resolve) => setImmediate(resolve));
  expect(plan.count).toBe(left);
});

test('the feed keeps a bounded number of events, and tells a stream that is behind to read for itself', async () => {
  const { store, recorded, feed } = await openFeed();
  await feed.join();
  const start = feed.base;
  for (let count = 0; count < 6; count += 1) {
    await store.transaction((tx) => appendEvents(tx, 1_000));
    const news = new Promise<void>((resolve) => feed.onNews(resolve));
    recorded.announce();
    await news;
  }
  await eventually(() => feed.after(start) === undefined);
  expect(feed.after(feed.base)?.length).toBeLessThanOrEqual(2_000);
});

test('a stream that joins after all others have left gets what comes then', async () => {
  const { store, recorded, feed } = await openFeed();
  const leave = await feed.join();
  leave();
  leave();
  await store.transaction((tx) => appendEvents(tx, 3));
  await feed.join();
  const start = feed.base;
  await store.transaction((tx) => appendEvents(tx, 2));
  recorded.announce();
  await eventually(() => feed.after(start)?.length === 2);
});

test('many streams, of one account or of all, begun at any position, each carry their events once and in order', async () => {
  const server = await startServer();
  const early = await Promise.all(
    ['', `account=${ALPHA}`, `account=${BETA}`].map((query) => readStream(server, query)),
  );
  for (let count = 0; count < 5; count += 1) {
    await clientOf(server, ALPHA).createEngagement(engagement(`number ${count}`));
    await invite(clientOf(server, ALPHA), BETA);
  }
  const late = await Promise.all(
    ['after=0', `account=${ALPHA}&after=0`, `account=${BETA}&after=0`].map((query) =>
      readStream(server, query),
    ),
  );
  await clientOf(server, ALPHA).createEngagement(engagement('the last'));
  const feeds = [await readFeed(server), await readFeed(server, ALPHA), await readFeed(server, BETA)];
  for (const readers of [early, late]) {
    for (const [index, reader] of readers.entries()) {
      const feed = feeds[index] ?? [];
      await eventually(() => reader.messages.length >= feed.length);
      expect(reader.envelopes()).toEqual(feed);
    }
  }
});
