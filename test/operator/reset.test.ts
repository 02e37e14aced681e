import { describe, expect, it } from 'vitest';
import { invite, opportunity, refer, runAcceptTask } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { eventBridgeOf } from '../support/event-bridge.ts';
import { ALPHA, BETA, clientOf, errorOf, readFeed, startServer } from '../support/server.ts';
import { buildWorld, worldAccounts } from '../support/world.ts';

const Catalog = 'Sandbox';

describe('reset', () => {
  it('deletes everything, including the moved clock and injections, except the accounts it was started with', async () => {
    const server = await startServer({ accounts: worldAccounts });
    await buildWorld(server);
    await server.accounts.put({ id: BETA, companyName: 'Beta' });
    await server.accounts.put({ id: ALPHA, companyName: 'Renamed' });
    await server.clock.advance({ by: '40d' });
    await server.faults.add({ operation: 'CreateOpportunity', exception: 'ThrottlingException', times: 0 });
    expect(await server.reset()).toEqual({});
    expect(Object.keys((await server.state.export()).tables)).toEqual(['accounts', 'solutions']);
    expect((await server.accounts.list()).accounts).toMatchObject([
      { id: ALPHA, companyName: 'Alpha', solutions: [{ id: 'S-77' }] },
    ]);
    expect(Math.abs(Date.parse((await server.clock.get()).now) - Date.now())).toBeLessThan(60_000);
    expect((await server.faults.list()).faults).toEqual([]);
    expect(await readFeed(server)).toEqual([]);
    // Everything works as on a new server.
    await buildWorld(server);
  });

  it('deletes what belongs to one account only, and nothing of others', async () => {
    const server = await startServer({ accounts: worldAccounts });
    const [alpha, beta] = [clientOf(server, ALPHA), clientOf(server, BETA)];
    await buildWorld(server);
    const other = await beta.createOpportunity(opportunity());
    const betas = await refer(beta);
    await runAcceptTask(beta, betas.invitationId);
    const shared = await invite(beta, ALPHA);
    await server.accounts.put({ id: BETA, companyName: 'Beta' });
    await server.faults.add({
      account: ALPHA,
      operation: 'CreateOpportunity',
      exception: 'ThrottlingException',
    });
    await server.faults.add({
      account: BETA,
      operation: 'CreateEngagement',
      exception: 'ThrottlingException',
    });
    await server.idle();
    const feed = await readFeed(server, BETA);

    expect(await server.reset({ account: ALPHA })).toEqual({ account: ALPHA });
    await server.idle();
    expect((await alpha.listOpportunities({ Catalog })).OpportunitySummaries).toEqual([]);
    expect((await server.tasks.list({ account: ALPHA })).tasks).toEqual([]);
    expect((await alpha.listEngagements({ Catalog })).EngagementSummaryList).toEqual([]);
    expect(await readFeed(server, ALPHA)).toEqual([]);
    expect((await server.faults.list()).faults).toMatchObject([{ account: BETA }]);
    // What another partner shares with the account stays.
    const received = await alpha.listEngagementInvitations({ Catalog, ParticipantType: 'RECEIVER' });
    expect(received.EngagementInvitationSummaries?.map(({ Id }) => Id)).toEqual([shared.invitationId]);
    await alpha.acceptEngagementInvitation({ Catalog, Identifier: shared.invitationId });

    expect((await beta.getOpportunity({ Catalog, Identifier: other.Id })).Id).toBe(other.Id);
    expect((await server.tasks.list({ account: BETA })).tasks).toHaveLength(1);
    expect((await readFeed(server, BETA)).slice(0, feed.length)).toEqual(feed);
    // Only copies of other accounts still refer to an opportunity of Alpha.
    const { tables } = await server.state.export();
    for (const [name, { columns, rows }] of Object.entries(tables)) {
      const place = columns.indexOf('account_id');
      if (name === 'engagement_members' || name === 'accounts' || name === 'solutions' || place < 0) continue;
      expect(rows.map((row) => row[place]).filter((id) => id === ALPHA && name !== 'events')).toEqual([]);
    }
    await buildWorld(server);
  });

  it('keeps engagements that an account shares with other partners, without its opportunities', async () => {
    const server = await startServer();
    const [alpha, beta] = [clientOf(server, ALPHA), clientOf(server, BETA)];
    const { engagementId, invitationId } = await invite(alpha, BETA);
    await beta.acceptEngagementInvitation({ Catalog, Identifier: invitationId });
    const own = await alpha.createEngagement({
      Catalog,
      ClientToken: 'own',
      Title: 'Mine',
      Description: 'Of nobody else',
    });
    await server.reset({ account: ALPHA });
    for (const client of [alpha, beta]) {
      const { EngagementMemberList = [] } = await client.listEngagementMembers({
        Catalog,
        Identifier: engagementId,
      });
      expect(EngagementMemberList.map(({ AccountId }) => AccountId).sort()).toEqual([ALPHA, BETA]);
    }
    expect((await errorOf(alpha.getEngagement({ Catalog, Identifier: own.Id }))).name).toBe(
      'ResourceNotFoundException',
    );
  });

  it.each([{}, { account: ALPHA }])(
    'prevents running tasks from writing anything back: %j',
    async (input) => {
      const server = await startServer();
      const client = clientOf(server, ALPHA);
      for (let round = 0; round < 5; round++) {
        const invitations: string[] = [];
        for (let count = 0; count < 4; count++) invitations.push((await refer(client)).invitationId);
        for (const Identifier of invitations) {
          await client.startEngagementByAcceptingInvitationTask({
            Catalog,
            ClientToken: Identifier,
            Identifier,
          });
        }
        if (round % 2)
          await eventually(async () =>
            (await server.tasks.list()).tasks.some(({ steps }) => steps[0]?.endedAt),
          );
        await server.reset(input);
        await server.idle();
        expect((await client.listOpportunities({ Catalog })).OpportunitySummaries).toEqual([]);
        // What AWS referred, and its events, belong to AWS and not to Alpha.
        const { tables } = await server.state.export();
        const column = (table: string, name: string) =>
          (tables[table]?.rows ?? []).map((row) => row[tables[table]?.columns.indexOf(name) ?? -1]);
        const left = 'account' in input ? ['opportunities', 'aws_opportunity_summaries', 'events'] : [];
        expect(left).toEqual(expect.arrayContaining(Object.keys(tables)));
        for (const table of ['opportunities', 'events']) {
          expect(column(table, 'account_id').filter((id) => id !== 'aws')).toEqual([]);
        }
        const summaries = column('aws_opportunity_summaries', 'opportunity_id');
        expect(column('opportunities', 'id')).toEqual(expect.arrayContaining(summaries));
        expect(await readFeed(server, ALPHA)).toEqual([]);
      }
    },
  );

  it('refuses an input that is not an account', async () => {
    const server = await startServer();
    const error = await errorOf(server.reset({ account: 'everybody' }));
    expect(error.name).toBe('ValidationException');
  });
});

it('deletes the rows of one account from every table', async () => {
  const server = await startServer();
  for (const account of [ALPHA, BETA]) {
    await clientOf(server, account).putSellingSystemSettings({
      Catalog,
      ResourceSnapshotJobRoleIdentifier: 'ResourceSnapshotJobRole',
    });
    const events = eventBridgeOf(server, account);
    await events.putRule({ Name: 'all', EventPattern: '{"source":["aws.partnercentral-selling"]}' });
    const { ConnectionArn } = await events.createConnection({
      Name: 'key',
      AuthorizationType: 'API_KEY',
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'x-api-key', ApiKeyValue: 'key' } },
    });
    const { ApiDestinationArn: Arn } = await events.createApiDestination({
      Name: 'receiver',
      ConnectionArn,
      InvocationEndpoint: 'https://example.com',
      HttpMethod: 'POST',
    });
    const RoleArn = `arn:aws:iam::${account}:role/events`;
    await events.putTargets({ Rule: 'all', Targets: [{ Id: 't', Arn, RoleArn }] });
  }
  const tablesOf = async (account: string) =>
    Object.entries((await server.state.export()).tables)
      .filter(([, { columns, rows }]) => rows.some((row) => row[columns.indexOf('account_id')] === account))
      .map(([name]) => name)
      .sort();
  const kept = await tablesOf(BETA);
  expect(kept).toEqual(expect.arrayContaining(['event_rules', 'selling_system_settings']));
  expect(await tablesOf(ALPHA)).toEqual(kept);
  await server.reset({ account: ALPHA });
  expect(await tablesOf(ALPHA)).toEqual([]);
  expect(await tablesOf(BETA)).toEqual(kept);
  const events = eventBridgeOf(server, ALPHA);
  expect((await events.listConnections({})).Connections).toEqual([]);
  expect((await events.listApiDestinations({})).ApiDestinations).toEqual([]);
  expect((await events.listRules({})).Rules).toEqual([]);
});
