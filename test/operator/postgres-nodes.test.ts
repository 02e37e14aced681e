import { expect, it } from 'vitest';
import { opportunity, refer } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { freshDatabase } from '../support/postgres.ts';
import { ALPHA, clientOf, startServer } from '../support/server.ts';

const Catalog = 'Sandbox';

it('resets and imports on one node while others work, and all apply the resulting state', async () => {
  const databaseUrl = await freshDatabase();
  const [one, two] = [await startServer({ databaseUrl }), await startServer({ databaseUrl })];
  await clientOf(one, ALPHA).createOpportunity(opportunity());
  await one.clock.advance({ by: '3d' });
  const state = await one.state.export();
  await one.clock.advance({ by: '30d' });

  let stop = false;
  const busy = [one, two].map(async (server) => {
    const client = clientOf(server, ALPHA);
    while (!stop) {
      const { invitationId: Identifier } = await refer(client).catch(() => ({ invitationId: '' }));
      if (!Identifier) continue;
      const task = { Catalog, ClientToken: Identifier, Identifier };
      await client.startEngagementByAcceptingInvitationTask(task).catch(() => {});
    }
  });
  await eventually(async () => (await two.tasks.list()).tasks.length > 5);
  for (let round = 0; round < 3; round++) {
    await two.reset();
    await one.state.import(state);
  }
  stop = true;
  await Promise.all(busy);
  await two.state.import(state);
  for (const server of [one, two]) {
    await server.idle();
    expect((await server.tasks.list()).tasks).toEqual([]);
    const { OpportunitySummaries } = await clientOf(server, ALPHA).listOpportunities({ Catalog });
    expect(OpportunitySummaries).toHaveLength(1);
    const ahead = Date.parse((await server.clock.get()).now) - Date.now();
    expect(ahead).toBeGreaterThan(2.9 * 86_400_000);
    expect(ahead).toBeLessThan(3.1 * 86_400_000);
  }
  const { tables } = await one.state.export();
  expect(tables).toEqual(state.tables);
});

it('plants a seed once, whichever node starts first', async () => {
  const databaseUrl = await freshDatabase();
  const seed = [{ action: 'refer', with: { account: ALPHA } }];
  const servers = await Promise.all([1, 2, 3].map(() => startServer({ databaseUrl, seed })));
  const [server] = servers;
  if (!server) throw new Error('There is no server');
  await server.events.waitFor('Engagement Invitation Created', { account: ALPHA });
  await server.idle();
  const { EngagementInvitationSummaries } = await clientOf(server, ALPHA).listEngagementInvitations({
    Catalog,
    ParticipantType: 'RECEIVER',
  });
  expect(EngagementInvitationSummaries).toHaveLength(1);
});
