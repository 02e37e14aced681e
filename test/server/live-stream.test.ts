import { expect, test } from 'vitest';
import { engagement, invite, refer, runAcceptTask } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { readLive } from '../support/event-stream.ts';
import { ALPHA, BETA, clientOf, readFeed, startServer } from '../support/server.ts';
import { send } from '../support/wire.ts';

test('the stream says first which server it is and what time it has', async () => {
  const server = await startServer();
  await server.clock.freeze();
  const { now } = await server.clock.get();
  const live = await readLive(server);
  await eventually(() => live.messages.length > 0);
  expect(live.messages[0]?.event).toBe('hello');
  expect(live.of('hello')).toEqual([{ version: expect.stringMatching(/^\d+\.\d+\.\d+/), now, frozen: true }]);
});

test('the stream carries the events of its account, and resumes after the last one that a reader has seen', async () => {
  const server = await startServer();
  const live = await readLive(server, `account=${BETA}`);
  await eventually(() => live.of('hello').length === 1);
  for (let count = 0; count < 3; count += 1) await invite(clientOf(server, ALPHA), BETA);
  const feed = await readFeed(server, BETA);
  expect(feed).toHaveLength(3);
  await eventually(() => live.of('event').length === 3);
  expect(live.of('event')).toEqual(feed);
  const [first] = live.messages.filter(({ event }) => event === 'event');
  const resumed = await readLive(server, `account=${BETA}`, { 'last-event-id': first?.id ?? '' });
  await eventually(() => resumed.of('event').length === 2);
  expect(resumed.of('event')).toEqual(feed.slice(1));
});

test('a task is told from its start to its end, each time as the operator lists it', async () => {
  const server = await startServer();
  const client = clientOf(server, ALPHA);
  const { invitationId } = await refer(client);
  const [live, ofBeta] = [await readLive(server), await readLive(server, `account=${BETA}`)];
  await eventually(() => live.of('hello').length + ofBeta.of('hello').length === 2);
  await runAcceptTask(client, invitationId);
  await eventually(() => live.of('task').at(-1)?.status === 'COMPLETE');
  const { tasks } = await server.tasks.list();
  expect(live.of('task').at(-1)).toEqual(tasks[0]);
  await invite(clientOf(server, ALPHA), BETA);
  await eventually(() => ofBeta.of('event').length > 0);
  expect(ofBeta.of('task')).toEqual([]);
});

test('a try that fails is told while the task goes on, and its failure with the reason', async () => {
  const server = await startServer({ taskWait: 0 });
  const client = clientOf(server, ALPHA);
  const { invitationId } = await refer(client);
  await server.faults.add({ account: ALPHA, step: 'create the opportunity', fail: 'InternalError' });
  const live = await readLive(server);
  await eventually(() => live.of('hello').length === 1);
  const task = { Catalog: 'Sandbox', ClientToken: 'one', Identifier: invitationId } as const;
  await client.startEngagementByAcceptingInvitationTask(task);
  await eventually(() => live.of('task').at(-1)?.status === 'FAILED');
  expect(live.of('task').at(-1)).toMatchObject({
    reasonCode: 'InternalError',
    steps: [{ status: 'DONE' }, { status: 'FAILED', tries: 1 }, { status: 'WAITING' }],
  });
});

test('a write of any account is told, neither a read nor a refusal', async () => {
  const server = await startServer();
  const live = await readLive(server, `account=${BETA}`);
  await eventually(() => live.of('hello').length === 1);
  const client = clientOf(server, ALPHA);
  await client.listEngagements({ Catalog: 'Sandbox' });
  await client.createEngagement({ ...engagement(), Title: '' }).catch(() => {});
  await client.createEngagement(engagement());
  await eventually(() => live.of('change').length > 0);
  expect(live.of('change')).toEqual([
    { account: ALPHA, service: 'partnercentral-selling', operation: 'CreateEngagement' },
  ]);
});

test('a call is told as the journal lists it, refused or not, to readers of its account', async () => {
  const server = await startServer({ journal: 100 });
  const [all, ofBeta] = [await readLive(server), await readLive(server, `account=${BETA}`)];
  await eventually(() => all.of('hello').length + ofBeta.of('hello').length === 2);
  await clientOf(server, ALPHA).listEngagements({ Catalog: 'Sandbox' });
  await clientOf(server, BETA)
    .getOpportunity({ Catalog: 'Sandbox', Identifier: 'O1' })
    .catch(() => {});
  await eventually(() => all.of('request').length === 2 && ofBeta.of('request').length === 1);
  const { requests } = await server.requests.list();
  expect(all.of('request')).toEqual(requests.toReversed());
  expect(ofBeta.of('request')).toEqual(requests.slice(0, 1));
});

test('an action of the operator that changes something is told by its subject, with the time that it leaves', async () => {
  const server = await startServer();
  const live = await readLive(server);
  await eventually(() => live.of('hello').length === 1);
  await server.faults.list();
  await server.clock.freeze();
  await eventually(() => live.of('settings').length === 1);
  const { now } = await server.clock.get();
  await server.faults.add({ operation: 'GetOpportunity', exception: 'ThrottlingException' });
  await server.accounts.put({ id: ALPHA, companyName: 'Alpha' });
  await eventually(() => live.of('settings').length === 3);
  expect(live.of('settings')).toEqual(
    ['clock', 'faults', 'accounts'].map((what) => ({ what, now, frozen: true })),
  );
});

test.each([
  ['account', 'account=12'],
  ['after', 'after=x'],
])('the stream rejects an invalid %s', async (name, query) => {
  const server = await startServer();
  const { status, json } = await send(server, { method: 'GET', path: `/_cosell/live?${query}` });
  expect([status, json?.__type]).toEqual([400, 'ValidationException']);
  expect(json?.ErrorList).toMatchObject([{ FieldName: name }]);
});
