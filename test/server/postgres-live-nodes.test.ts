import { expect, test } from 'vitest';
import { engagement, refer, runAcceptTask } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { readLive } from '../support/event-stream.ts';
import { freshDatabase } from '../support/postgres.ts';
import { ALPHA, clientOf, startServer } from '../support/server.ts';

test('a stream tells what happens on other nodes: events, tasks, changes and settings', async () => {
  const databaseUrl = await freshDatabase();
  const [watched, other] = [await startServer({ databaseUrl }), await startServer({ databaseUrl })];
  const live = await readLive(watched);
  const client = clientOf(other, ALPHA);
  // The other node tells of its changes once it has heard that somebody watches.
  await eventually(async () => {
    await client.createEngagement(engagement());
    return live.of('change').length > 0;
  });
  expect(live.of('change')[0]).toEqual({
    ...{ account: ALPHA, service: 'partnercentral-selling', operation: 'CreateEngagement' },
  });
  const { invitationId } = await refer(client);
  await runAcceptTask(client, invitationId);
  await eventually(() => live.of('task').at(-1)?.status === 'COMPLETE');
  expect(live.of('task').at(-1)).toEqual((await other.tasks.list()).tasks[0]);
  await other.clock.freeze();
  await eventually(() => live.of('settings').some(({ what }) => what === 'clock'));
  const { now } = await watched.clock.get();
  expect(live.of('settings').at(-1)).toEqual({ what: 'clock', now, frozen: true });
  expect(live.of('event').length).toBeGreaterThan(1);
});
