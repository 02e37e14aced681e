import { expect, test } from 'vitest';
import { engagement, refer, runAcceptTask } from '../support/data.ts';
import { ALPHA, clientOf, startServer } from '../support/server.ts';

const pageOf = async ({ endpoint }: { endpoint: string }, after: string) =>
  (await (await fetch(`${endpoint}/_cosell/events?after=${after}`)).json()) as {
    events: object[];
    next: string;
    gone?: { through: string; recordedBefore: string };
  };

test('each kind is deleted when its time is over, not before, and the feed says what is gone', async () => {
  const retention = { clientTokens: '3d', events: '10d', tasks: '20d', deadLetters: '5d' };
  const server = await startServer({ retention });
  await server.clock.freeze({});
  const client = clientOf(server, ALPHA);
  const { invitationId } = await refer(client);
  await runAcceptTask(client, invitationId);
  const request = engagement();
  const { Id } = await client.createEngagement(request);
  await server.idle();
  const run = async () => {
    const { deleted } = await server.retention.run();
    return Object.fromEntries(deleted.map(({ name, rows }) => [name, rows]));
  };
  const nothing = { clientTokens: 0, deadLetters: 0, events: 0, tasks: 0 };
  expect(await run()).toEqual(nothing);
  const all = await pageOf(server, '0');
  expect(all.gone).toBeUndefined();

  await server.clock.advance({ by: '3d' });
  expect(await run()).toEqual(nothing);
  expect((await client.createEngagement(request)).Id).toBe(Id);
  await server.clock.advance({ by: '1s' });
  expect((await run()).clientTokens).toBeGreaterThan(0);
  expect((await client.createEngagement(request)).Id).not.toBe(Id);

  await server.clock.advance({ by: '7d' });
  expect((await run()).events).toBe(all.events.length);
  const left = await pageOf(server, '0');
  expect(left.gone).toMatchObject({ through: all.next });
  expect(left.events).toHaveLength(1);
  expect((await pageOf(server, all.next)).gone).toBeUndefined();

  await server.clock.advance({ by: '10d' });
  expect((await run()).tasks).toBe(1);
  const tasks = await client.listEngagementByAcceptingInvitationTasks({ Catalog: 'Sandbox' });
  expect(tasks.TaskSummaries).toEqual([]);
  const state = await server.state.export();
  await server.state.import(state);
  expect(await pageOf(server, '0')).toMatchObject({ gone: { through: left.next } });
});
