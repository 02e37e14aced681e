import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { engagement, invite } from '../support/data.ts';
import { eventually, withStore } from '../support/engine.ts';
import { readStream } from '../support/event-stream.ts';
import { ALPHA, BETA, clientOf, readFeed, startServer, temporaryFolder } from '../support/server.ts';
import { appendEvents } from '../support/targets.ts';
import { send } from '../support/wire.ts';

test('the stream carries every new event in order', async () => {
  const server = await startServer();
  await clientOf(server, ALPHA).createEngagement(engagement('before'));
  const reader = await readStream(server);
  expect(reader.headers.get('content-type')).toBe('text/event-stream');
  await invite(clientOf(server, ALPHA), BETA);
  const feed = (await readFeed(server)).slice(1);
  await eventually(() => reader.messages.length >= feed.length);
  expect(reader.envelopes()).toEqual(feed);
  expect(reader.messages.map(({ event }) => event)).toEqual(feed.map((event) => event['detail-type']));
  const ids = reader.messages.map(({ id }) => Number(id));
  expect(ids).toEqual([...ids].sort((one, other) => one - other));
});

test('the stream of one account carries only its events', async () => {
  const server = await startServer();
  const [alpha, beta] = [
    await readStream(server, `account=${ALPHA}`),
    await readStream(server, `account=${BETA}`),
  ];
  await invite(clientOf(server, ALPHA), BETA);
  const [ofAlpha, ofBeta] = [await readFeed(server, ALPHA), await readFeed(server, BETA)];
  expect(ofBeta.length).toBe(1);
  await eventually(() => alpha.messages.length >= ofAlpha.length && beta.messages.length >= 1);
  expect(alpha.envelopes()).toEqual(ofAlpha);
  expect(beta.envelopes()).toEqual(ofBeta);
});

test('the stream continues after the last event that a reader has seen', async () => {
  const server = await startServer();
  const client = clientOf(server, ALPHA);
  for (let index = 0; index < 3; index++) await client.createEngagement(engagement(`number ${index}`));
  const feed = await readFeed(server);
  const whole = await readStream(server, 'after=0');
  await eventually(() => whole.messages.length === 3);
  expect(whole.envelopes()).toEqual(feed);
  const seen = whole.messages[0]?.id ?? '';
  // The browser's Last-Event-ID takes precedence over the query.
  const [byHeader, byQuery] = [
    await readStream(server, 'after=0', { 'last-event-id': seen }),
    await readStream(server, `after=${seen}`),
  ];
  await eventually(() => byHeader.messages.length === 2 && byQuery.messages.length === 2);
  expect(byHeader.envelopes()).toEqual(feed.slice(1));
  expect(byQuery.envelopes()).toEqual(feed.slice(1));
});

test.each([
  ['account', 'account=12'],
  ['after', 'after=x'],
  ['after', 'after=1&after=2'],
])('the stream rejects an invalid %s: %s', async (name, query) => {
  const server = await startServer();
  const { status, json } = await send(server, { method: 'GET', path: `/_cosell/events/stream?${query}` });
  expect([status, json?.__type]).toEqual([400, 'ValidationException']);
  expect(json?.ErrorList).toMatchObject([{ FieldName: name }]);
});

test('web pages of this machine can read the stream', async () => {
  const server = await startServer();
  const origin = 'http://localhost:3000';
  const { headers } = await readStream(server, '', { origin });
  expect(headers.get('access-control-allow-origin')).toBe(origin);
});

test('a HEAD response has no body', async () => {
  const { status, text } = await send(await startServer(), {
    method: 'HEAD',
    path: '/_cosell/events/stream',
  });
  expect([status, text]).toEqual([200, '']);
});

test('the stream ends when the server closes', async () => {
  const server = await startServer();
  const reader = await readStream(server);
  await server.close();
  expect(await reader.ended).toBe(true);
});

test('a slow reader delays neither others nor the shutdown, and finds all events when it reads', async () => {
  const data = await temporaryFolder();
  const count = 10_000;
  await withStore(data, (store) => store.transaction((tx) => appendEvents(tx, count)));
  const server = await startServer({ data });
  const request = get(`${server.endpoint}/_cosell/events/stream?after=0`);
  const [slow] = (await once(request, 'response')) as [IncomingMessage];
  slow.setEncoding('utf8');
  slow.pause();
  const stuck = get(`${server.endpoint}/_cosell/events/stream?after=0`);
  const [unread] = (await once(stuck, 'response')) as [IncomingMessage];
  unread.on('error', () => {});
  unread.pause();

  const quick = await readStream(server);
  await clientOf(server, ALPHA).createEngagement(engagement());
  await eventually(() => quick.messages.length === 1);
  const texts: string[] = [];
  slow.on('data', (text: string) => texts.push(text)).resume();
  await eventually(() => texts.join('').split('\nevent: ').length > count);
  await server.close();
});
