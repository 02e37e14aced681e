import { expect, test } from 'vitest';
import { createOpportunity, join } from '../support/co-sell.ts';
import { refer, runAcceptTask } from '../support/data.ts';
import { collect } from '../support/pages.ts';
import { ALPHA, AWS, BETA, clientOf, startServer } from '../support/server.ts';
import {
  convert,
  engagementAbout,
  GAMMA,
  lead,
  project,
  readyOpportunity,
  share,
} from '../support/sharing.ts';

const Catalog = 'Sandbox';
const start = async () => {
  const server = await startServer();
  const client = clientOf(server, ALPHA);
  const list = async (filter: object = {}, by = client) =>
    (await by.listEngagementResourceAssociations({ Catalog, ...filter }))
      .EngagementResourceAssociationSummaries ?? [];
  return { server, client, list };
};

// AWS API reference: an associated resource has at least one snapshot. AWS takes none of its own opportunity.
test('only resources with a shared snapshot are associated', async () => {
  const { server, client, list } = await start();
  const { opportunityId, invitationId, engagementId } = await refer(client);
  expect(await list({}, clientOf(server, AWS))).toEqual([]);
  await runAcceptTask(client, invitationId);
  const association = {
    Catalog,
    EngagementId: engagementId,
    ResourceType: 'Opportunity',
    ResourceId: opportunityId,
  };
  for (const member of [client, clientOf(server, AWS)]) {
    expect(await list({}, member)).toEqual([{ ...association, CreatedBy: ALPHA }]);
    expect(await list({ CreatedBy: 'AWS' }, member)).toEqual([]);
  }
});

test('associations are listed by every filter, of the engagements of which the caller is a member', async () => {
  const { server, client, list } = await start();
  const beta = clientOf(server, BETA);
  const shared = await share(client, await readyOpportunity(client));
  const hunt = await engagementAbout(client, lead());
  const drafted = await convert(client, hunt);
  await join(client, beta, BETA, hunt);
  const own = await createOpportunity(beta);
  await beta.createResourceSnapshot({
    Catalog,
    ClientToken: 'x',
    EngagementIdentifier: hunt,
    ResourceType: 'Opportunity',
    ResourceIdentifier: own,
    ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
  });

  const ids = async (filter: object = {}, by = client) =>
    (await list(filter, by)).map(({ ResourceId }) => ResourceId).sort();
  const sorted = (...given: (string | undefined)[]) => given.toSorted();
  expect(await ids()).toEqual(sorted(shared.OpportunityId, drafted.OpportunityId, own));
  expect(await ids({ EngagementIdentifier: hunt })).toEqual(sorted(drafted.OpportunityId, own));
  expect(await ids({ EngagementIdentifier: shared.EngagementId })).toEqual([shared.OpportunityId]);
  expect(await ids({ ResourceType: 'Opportunity', ResourceIdentifier: own })).toEqual([own]);
  expect(await ids({ CreatedBy: BETA })).toEqual([own]);
  expect(await ids({ CreatedBy: BETA, EngagementIdentifier: shared.EngagementId })).toEqual([]);
  expect(await ids({}, beta)).toEqual(sorted(drafted.OpportunityId, own));
  expect(await ids({}, clientOf(server, GAMMA))).toEqual([]);
  // AWS is invited, but has not joined.
  expect(await ids({}, clientOf(server, AWS))).toEqual([]);
});

test('pages of any size add up to the whole list', async () => {
  const { client, list } = await start();
  for (let count = 0; count < 8; count++) await runAcceptTask(client, (await refer(client)).invitationId);
  const whole = await list();
  expect(whole).toHaveLength(8);
  for (const size of [1, 3, 8]) {
    const pages = collect(async (page) => {
      const answer = await client.listEngagementResourceAssociations({ Catalog, ...page });
      const items = answer.EngagementResourceAssociationSummaries ?? [];
      return { items, NextToken: answer.NextToken };
    }, size);
    expect(await pages, `by ${size}`).toEqual(whole);
  }
});

test('a snapshot of AWS’s side associates the opportunity only for its owner and AWS', async () => {
  const { server, client, list } = await start();
  const id = await readyOpportunity(client);
  await client.submitOpportunity({
    Catalog,
    Identifier: id,
    InvolvementType: 'Co-Sell',
    Visibility: 'Full',
  });
  const engagement = await engagementAbout(client, project());
  const beta = clientOf(server, BETA);
  await join(client, beta, BETA, engagement);
  await client.createResourceSnapshot({
    Catalog,
    ClientToken: 'x',
    EngagementIdentifier: engagement,
    ResourceType: 'Opportunity',
    ResourceIdentifier: id,
    ResourceSnapshotTemplateIdentifier: 'AwsOpportunitySummaryFullView',
  });
  expect(await list()).toMatchObject([{ ResourceId: id, CreatedBy: ALPHA }]);
  expect(await list({}, beta)).toEqual([]);
});
