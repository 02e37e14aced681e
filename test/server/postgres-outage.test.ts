import { expect, onTestFinished, test } from 'vitest';
import { engagement, refer, runAcceptTask } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { freshDatabase } from '../support/postgres.ts';
import { type Cluster, startCluster } from '../support/postgres-cluster.ts';
import { startProxy } from '../support/proxy.ts';
import { ALPHA, clientOf, errorOf, readFeed, startServer } from '../support/server.ts';

const states = async ({ endpoint }: { endpoint: string }) => {
  const [ready, health] = await Promise.all([
    fetch(`${endpoint}/_cosell/ready`),
    fetch(`${endpoint}/_cosell/health`),
  ]);
  const { status } = (await health.json()) as { status: string };
  return { ready: ready.status, health: health.status, status };
};
const WELL = { ready: 200, health: 200, status: 'ok' };
const DEGRADED = { ready: 503, health: 200, status: 'degraded' };

/** Starts a PostgreSQL that the test may kill, and a server that uses it. */
const start = async (): Promise<{ cluster: Cluster; server: Awaited<ReturnType<typeof startServer>> }> => {
  const cluster = await startCluster();
  onTestFinished(() => cluster.remove());
  return { cluster, server: await startServer({ databaseUrl: cluster.url }) };
};

test('requests fail during a database outage and work after it, and no acknowledged change is lost', {
  timeout: 240_000,
}, async () => {
  const { cluster, server } = await start();
  const client = clientOf(server, ALPHA);
  const { invitationId } = await refer(client);
  const request = { Catalog: 'Sandbox', ClientToken: 'before-the-crash', Identifier: invitationId };
  const { TaskId } = await client.startEngagementByAcceptingInvitationTask(request);
  expect(await states(server)).toEqual(WELL);
  await cluster.kill();
  expect(await states(server)).toEqual(DEGRADED);

  for (const call of [
    () => client.listEngagements({ Catalog: 'Sandbox' }),
    () => client.createEngagement(engagement()),
    () => client.startEngagementByAcceptingInvitationTask(request),
  ]) {
    const error = await errorOf(call());
    expect(error.name).toBe('InternalServerException');
    expect(error.$metadata.httpStatusCode).toBe(500);
  }
  expect((await fetch(`${server.endpoint}/_cosell/events`)).status).toBe(500);

  await cluster.restart();
  await eventually(() =>
    client.listEngagements({ Catalog: 'Sandbox' }).then(
      () => true,
      () => undefined,
    ),
  );
  expect(await states(server)).toEqual(WELL);
  const task = await runAcceptTask(client, invitationId, request.ClientToken);
  expect(task).toMatchObject({ TaskId, TaskStatus: 'COMPLETE' });
  const { invitationId: next } = await refer(client);
  expect((await runAcceptTask(client, next)).TaskStatus).toBe('COMPLETE');
  const names = (await readFeed(server, ALPHA)).map((event) => event['detail-type']);
  expect(names.filter((name) => name === 'Opportunity Created')).toHaveLength(2);
});

test('requests fail without a connection to the database, and requests and tasks work again after it', {
  timeout: 240_000,
}, async () => {
  const proxy = await startProxy(await freshDatabase());
  const server = await startServer({ databaseUrl: proxy.url });
  const client = clientOf(server, ALPHA);
  const { invitationId } = await refer(client);
  proxy.cut();
  expect(await states(server)).toEqual(DEGRADED);
  const errors = await Promise.all([
    errorOf(client.listEngagements({ Catalog: 'Sandbox' })),
    errorOf(client.createEngagement(engagement())),
  ]);
  expect(errors.map((error) => error.name)).toEqual(['InternalServerException', 'InternalServerException']);
  proxy.mend();
  const isBack = () =>
    client.createEngagement(engagement()).then(
      () => true,
      () => undefined,
    );
  await eventually(isBack);
  await expect.poll(() => states(server), { timeout: 30_000 }).toEqual(WELL);
  const request = { Catalog: 'Sandbox', ClientToken: 'after-the-cut', Identifier: invitationId };
  const status = async () => (await client.startEngagementByAcceptingInvitationTask(request)).TaskStatus;
  await expect.poll(status, { timeout: 30_000 }).toBe('COMPLETE');
});

test('a server that cannot reach its database does not start and reports why', async () => {
  const cluster = await startCluster();
  onTestFinished(() => cluster.remove());
  await cluster.kill();
  await expect(startServer({ databaseUrl: cluster.url })).rejects.toThrow(/ECONNREFUSED/);
});
