import { expect, test } from 'vitest';
import { opportunity } from '../../support/data.ts';
import { addFault } from '../../support/operator.ts';
import { ALPHA, clientOf, errorOf, readFeed, startServer } from '../../support/server.ts';

type Server = Awaited<ReturnType<typeof startServer>>;

const detailOf = async (server: Server, operation: string) => {
  const { requests } = await server.requests.list({ operation, limit: 1 });
  return server.requests.get({ id: requests[0]?.id ?? '' });
};

/** The ids of an account's events, in the order of the feed. */
const eventIds = async (server: Server): Promise<string[]> =>
  (await readFeed(server, ALPHA)).map(({ id }) => id);

const received = async (server: Server): Promise<string> => {
  const { invitationId } = await server.refer({ account: ALPHA });
  return invitationId;
};

test('a call shows the events that its own transaction recorded, also if many commit together', async () => {
  const server = await startServer();
  const client = clientOf(server, ALPHA);
  const created = await Promise.all(
    Array.from({ length: 12 }, () => client.createOpportunity(opportunity())),
  );
  const feed = await readFeed(server, ALPHA);
  expect(feed).toHaveLength(12);
  for (const { Id, $metadata } of created) {
    const { events, eventCount, tasks } = await server.requests.get({ id: $metadata.requestId ?? '' });
    const own = feed.filter((event) => JSON.stringify(event.detail).includes(`"${Id}"`));
    expect(events.map(({ id }) => id)).toEqual(own.map(({ id }) => id));
    expect(events).toMatchObject([
      { type: 'Opportunity Created', account: ALPHA, catalog: 'Sandbox', resources: own[0]?.resources },
    ]);
    expect([eventCount, tasks]).toEqual([1, []]);
  }
  const { requests } = await server.requests.list({ caused: feed[3]?.id ?? '' });
  expect(requests).toHaveLength(1);
  expect(JSON.stringify(feed[3]?.detail)).toContain(
    `"${created.find(({ $metadata }) => $metadata.requestId === requests[0]?.id)?.Id}"`,
  );
});

test('a call that reads, is refused or rolled back has caused nothing', async () => {
  const server = await startServer();
  const client = clientOf(server, ALPHA);
  await client.listOpportunities({ Catalog: 'Sandbox' });
  await errorOf(client.createOpportunity({ ...opportunity(), Tags: [{ Key: 'aws:x', Value: '' }] }));
  await addFault(server, { operation: 'CreateOpportunity', exception: 'InternalServerException', times: 1 });
  await errorOf(client.createOpportunity(opportunity()));
  const { requests } = await server.requests.list();
  expect(requests).toHaveLength(3);
  for (const { id } of requests) {
    expect(await server.requests.get({ id })).toMatchObject({ events: [], eventCount: 0, tasks: [] });
  }
});

test('a call that waits for its task shows what the task recorded, as of the task', async () => {
  const server = await startServer();
  const Identifier = await received(server);
  const before = await eventIds(server);
  const task = await clientOf(server, ALPHA).startEngagementByAcceptingInvitationTask({
    ...{ Catalog: 'Sandbox', Identifier, ClientToken: 'accept' },
  });
  expect(task.TaskStatus).toBe('COMPLETE');
  const { events, tasks } = await detailOf(server, 'StartEngagementByAcceptingInvitationTask');
  const caused = (await eventIds(server)).slice(before.length);
  expect(caused.length).toBeGreaterThan(0);
  expect(events.filter(({ account }) => account === ALPHA).map(({ id }) => id)).toEqual(caused);
  expect(new Set(events.map((event) => event.task))).toEqual(new Set([task.TaskId]));
  expect(tasks).toMatchObject([{ id: task.TaskId, status: 'COMPLETE', isWaitedFor: true, events: [] }]);
  for (const id of [task.TaskId ?? '', caused[0] ?? '']) {
    expect((await server.requests.list({ caused: id })).requests).toMatchObject([
      { operation: 'StartEngagementByAcceptingInvitationTask' },
    ]);
  }

  await clientOf(server, ALPHA).startEngagementByAcceptingInvitationTask({
    ...{ Catalog: 'Sandbox', Identifier, ClientToken: 'accept' },
  });
  const repeated = await detailOf(server, 'StartEngagementByAcceptingInvitationTask');
  expect(repeated).toMatchObject({ events: [], tasks: [] });
});

test('what a task records after its call was answered is told with the task', async () => {
  const server = await startServer({ taskWait: 0 });
  const Identifier = await received(server);
  const before = await eventIds(server);
  await clientOf(server, ALPHA).startEngagementByAcceptingInvitationTask({
    ...{ Catalog: 'Sandbox', Identifier, ClientToken: 'accept' },
  });
  await expect
    .poll(async () => (await server.tasks.list({ account: ALPHA })).tasks[0]?.status, { timeout: 30_000 })
    .toBe('COMPLETE');
  const { events, tasks } = await detailOf(server, 'StartEngagementByAcceptingInvitationTask');
  expect(events).toEqual([]);
  expect(tasks).toMatchObject([{ isWaitedFor: false }]);
  const later = tasks[0]?.events.filter(({ account }) => account === ALPHA).map(({ id }) => id);
  expect(later).toEqual((await eventIds(server)).slice(before.length));
});

test('whoever reads as one account sees the events of that account only', async () => {
  const server = await startServer();
  const Identifier = await received(server);
  await clientOf(server, ALPHA).startEngagementByAcceptingInvitationTask({
    ...{ Catalog: 'Sandbox', Identifier, ClientToken: 'accept' },
  });
  const { id, events: all } = await detailOf(server, 'StartEngagementByAcceptingInvitationTask');
  const own = await server.requests.get({ id, account: ALPHA });
  expect(own.events.length).toBeGreaterThan(0);
  expect(own.events).toEqual(all.filter(({ account }) => account === ALPHA));
  expect(own.tasks[0]?.eventCount).toBe(own.events.length);
});
