import { expect, test } from 'vitest';
import type { Cosell, CosellOptions } from '../../src/index.ts';
import { engagement } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { readLive, readStream } from '../support/event-stream.ts';
import { startReceiver } from '../support/receiver.ts';
import { ALPHA, BETA, clientOf, startServer } from '../support/server.ts';
import { webhook } from '../support/targets.ts';

const create = (server: Cosell, account: string, title: string) =>
  clientOf(server, account).createEngagement(engagement(title));

/** Starts a server whose first events were deleted, and which has one newer event of each account. */
const withDeletedEvents = async (options: CosellOptions = {}) => {
  const server = await startServer({ ...options, retention: { events: '10d' } });
  await server.clock.freeze({});
  for (const account of [ALPHA, BETA, ALPHA]) await create(server, account, 'old');
  const old = await server.events.list();
  await server.idle();
  await server.retention.run();
  await server.clock.advance({ by: '11d' });
  const { now } = await server.clock.get();
  expect((await server.retention.run()).deleted).toContainEqual({ name: 'events', rows: 3 });
  const recordedBefore = new Date(Date.parse(now) - 10 * 86_400_000).toISOString();
  const gone = { through: old.next, recordedBefore };
  for (const account of [ALPHA, BETA]) await create(server, account, 'new');
  return { server, gone, old };
};

test.each([
  ['the stream of events', readStream],
  ['the live stream', readLive],
])('%s says once what is gone of what it was asked for, then has what is left', async (_name, read) => {
  const { server, gone } = await withDeletedEvents();
  for (const [query, left] of [
    ['after=0', 2],
    ['after=1', 2],
    [`account=${BETA}&after=0`, 1],
  ] as const) {
    const reader = await read(server, query);
    await create(server, query.includes(BETA) ? BETA : ALPHA, 'newest');
    const events = () => reader.messages.filter(({ data }) => 'detail-type' in JSON.parse(data));
    await eventually(() => events().length > left);
    const says = reader.messages.filter(({ event }) => event === 'gone');
    expect(says.map(({ data, id }) => [JSON.parse(data), id])).toEqual([[gone, undefined]]);
    expect(reader.messages.indexOf(says[0]!)).toBeLessThan(reader.messages.indexOf(events()[0]!));
    reader.stop();
  }
});

test('a stream that begins now, or after what is gone, says nothing of it', async () => {
  const { server, gone } = await withDeletedEvents();
  for (const query of ['', `account=${BETA}`, `after=${gone.through}`]) {
    const [stream, live] = [await readStream(server, query), await readLive(server, query)];
    await create(server, BETA, 'newest');
    await eventually(() => stream.messages.length > 0 && live.of('event').length > 0);
    expect([...stream.messages, ...live.messages].filter(({ event }) => event === 'gone')).toEqual([]);
    stream.stop();
    live.stop();
  }
});

test('a stream that begins now says nothing of what is gone if no event is left', async () => {
  const server = await startServer({ retention: { events: '10d' } });
  await server.clock.freeze({});
  await create(server, ALPHA, 'old');
  await server.retention.run();
  await server.clock.advance({ by: '11d' });
  await server.retention.run();
  expect((await server.events.list()).events).toEqual([]);
  const stream = await readStream(server);
  await create(server, ALPHA, 'new');
  await eventually(() => stream.messages.length > 0);
  expect(stream.envelopes()).toEqual((await server.events.list()).events);
});

test('a reader that was away for longer than events are kept learns it when it resumes', async () => {
  const { server, gone, old } = await withDeletedEvents();
  expect(old.events).toHaveLength(3);
  const resumed = await readStream(server, '', { 'last-event-id': '1' });
  await eventually(() => resumed.messages.length === 3);
  expect(resumed.messages[0]?.event).toBe('gone');
  expect(JSON.parse(resumed.messages[0]?.data ?? '')).toEqual(gone);
});

test('the last page of the feed, a replay and the handle say what is gone', async () => {
  const { server, gone } = await withDeletedEvents();
  const first = await server.feed({ limit: 1 });
  expect([first.events.length, first.gone]).toEqual([1, undefined]);
  expect(await server.feed({ limit: 1, after: first.next ?? '' })).toMatchObject({ events: [{}] });
  expect((await server.feed()).gone).toEqual(gone);
  expect((await server.feed({ account: BETA, text: 'nothing has this' })).gone).toEqual(gone);
  expect((await server.events.list()).gone).toEqual(gone);
  expect((await server.events.list({ after: gone.through })).gone).toBeUndefined();
});

test('a replay says what is gone of what it was asked for', async () => {
  const receiver = await startReceiver();
  const { server, gone } = await withDeletedEvents({ webhooks: [webhook('hook', receiver.url)] });
  await eventually(() => receiver.received.length === 5);
  const target = 'webhook/hook';
  expect(await server.events.replay({ target, from: 1 })).toEqual({ replayed: 0, gone });
  expect(await server.events.replay({ target, from: 1, to: 1_000 })).toEqual({ replayed: 2, gone });
  const [newest] = (await server.feed()).events;
  expect(await server.events.replay({ target, from: newest?.sequence ?? 0 })).toEqual({ replayed: 1 });
});
