import type { ExpectedCustomerSpend, PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { expect, test } from 'vitest';
import { opportunity, opportunityInvitation, refer, runAcceptTask } from '../support/data.ts';
import { ALPHA, AWS, BETA, clientOf, errorOf, startServer } from '../support/server.ts';
import { engagementAbout, GAMMA, project, readyOpportunity, share } from '../support/sharing.ts';

const Catalog = 'Sandbox';

const start = async () => {
  const server = await startServer();
  const [alpha, beta, gamma] = [ALPHA, BETA, GAMMA].map((account) => clientOf(server, account));
  if (!alpha || !beta || !gamma) throw new Error('no clients');
  return { server, alpha, beta, gamma };
};

const summaryOf = async (client: PartnerCentralSelling, RelatedOpportunityIdentifier = '') => {
  const answer = await client.getAwsOpportunitySummary({ Catalog, RelatedOpportunityIdentifier });
  const { $metadata, ...summary } = answer;
  return summary;
};

const notFound = async (call: Promise<unknown>) =>
  expect((await errorOf(call)).name).toBe('ResourceNotFoundException');

/** `sender` invites `receiver`, who accepts. Returns the id of the receiver's new opportunity. */
const bringIn = async (
  server: { endpoint: string },
  engagement: string,
  sender: PartnerCentralSelling,
  receiver: string,
) => {
  const { Id = '' } = await sender.createEngagementInvitation(opportunityInvitation(engagement, receiver));
  const task = await runAcceptTask(clientOf(server, receiver), Id);
  return task.OpportunityId ?? '';
};

test('after submission AWS’s side has the sender’s next steps and one PDM, and no invented data (seen)', async () => {
  const { alpha } = await start();
  const id = await readyOpportunity(alpha);
  await notFound(summaryOf(alpha, id));
  await share(alpha, id);
  const { Customer, Project } = opportunity();
  const summary = await summaryOf(alpha, id);
  expect(summary).toMatchObject({
    Catalog,
    RelatedOpportunityId: id,
    Origin: 'Partner Referral',
    InvolvementType: 'Co-Sell',
    Visibility: 'Full',
    LifeCycle: { NextSteps: 'Meet' },
    OpportunityTeam: [{ BusinessTitle: 'PDM', Email: expect.stringContaining('@') }],
    RelatedEntityIds: { AwsProducts: [], Solutions: ['S-1234567'] },
    Customer: { Contacts: Customer?.Contacts },
    Project: { ExpectedCustomerSpend: Project?.ExpectedCustomerSpend },
  });
  expect(summary.OpportunityTeam).toHaveLength(1);
  expect(summary.Insights).toBeUndefined();
  for (const member of ['Stage', 'TargetCloseDate', 'ClosedLostReason', 'NextStepsHistory'] as const) {
    expect(summary.LifeCycle?.[member], member).toBeUndefined();
  }
});

test('without next steps AWS’s side has no life cycle (seen)', async () => {
  const { alpha } = await start();
  const { NextSteps, ...LifeCycle } = opportunity().LifeCycle ?? {};
  const id = await readyOpportunity(alpha, { LifeCycle });
  await share(alpha, id);
  expect((await summaryOf(alpha, id)).LifeCycle).toBeUndefined();
});

test('AWS’s side of a referral shows its origin after acceptance', async () => {
  const { alpha } = await start();
  const { opportunityId, invitationId } = await refer(alpha);
  await notFound(summaryOf(alpha, opportunityId));
  await runAcceptTask(alpha, invitationId);
  const summary = await summaryOf(alpha, opportunityId);
  expect(summary).toMatchObject({
    Origin: 'AWS Referral',
    RelatedOpportunityId: opportunityId,
    LifeCycle: { NextSteps: 'Meet' },
    OpportunityTeam: [{ BusinessTitle: 'PDM' }],
  });
  expect(summary.LifeCycle?.Stage).toBeUndefined();
  expect(summary.Insights).toBeUndefined();
});

test('every partner that accepted an invitation sees AWS’s side through its own opportunity (seen)', async () => {
  const { server, alpha, beta, gamma } = await start();
  const id = await readyOpportunity(alpha);
  const { EngagementId = '' } = await share(alpha, id);
  const ofBeta = await bringIn(server, EngagementId, alpha, BETA);
  const ofGamma = await bringIn(server, EngagementId, beta, GAMMA);
  const { RelatedOpportunityId, ...side } = await summaryOf(alpha, id);
  expect(await summaryOf(beta, ofBeta)).toEqual({ ...side, RelatedOpportunityId: ofBeta });
  expect(await summaryOf(gamma, ofGamma)).toEqual({ ...side, RelatedOpportunityId: ofGamma });

  await server.awsSide.update({ id, account: ALPHA, catalog: Catalog, LifeCycle: { Stage: 'Qualified' } });
  expect((await summaryOf(gamma, ofGamma)).LifeCycle).toMatchObject({ Stage: 'Qualified' });
});

test('a partner that joined before its sender had an opportunity sees AWS’s side once it exists', async () => {
  const { server, alpha, beta } = await start();
  const engagement = await engagementAbout(alpha, project());
  const ofBeta = await bringIn(server, engagement, alpha, BETA);
  await notFound(summaryOf(beta, ofBeta));
  const id = await readyOpportunity(alpha);
  await alpha.createResourceSnapshot({
    Catalog,
    ClientToken: 'bring in',
    EngagementIdentifier: engagement,
    ResourceType: 'Opportunity',
    ResourceIdentifier: id,
    ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
  });
  await notFound(summaryOf(beta, ofBeta));
  await share(alpha, id);
  const { RelatedOpportunityId, ...side } = await summaryOf(alpha, id);
  expect(await summaryOf(beta, ofBeta)).toEqual({ ...side, RelatedOpportunityId: ofBeta });
});

test('AWS’s side is not visible through another account’s opportunity, in the engagement or not', async () => {
  const { server, alpha, beta, gamma } = await start();
  const id = await readyOpportunity(alpha);
  const { EngagementId = '' } = await share(alpha, id);
  const ofBeta = await bringIn(server, EngagementId, alpha, BETA);
  for (const [client, another] of [
    [gamma, id],
    [gamma, ofBeta],
    [beta, id],
    [alpha, ofBeta],
  ] as const) {
    await notFound(summaryOf(client, another));
  }
  await notFound(summaryOf(clientOf(server, AWS), ofBeta));
});

test('deal-sizing insights exist before and after submission (AWS docs: working-with-deal-sizing-insights)', async () => {
  const { alpha } = await start();
  const id = await readyOpportunity(alpha);
  await alpha.associateOpportunity({
    Catalog,
    OpportunityIdentifier: id,
    RelatedEntityType: 'AwsProducts',
    RelatedEntityIdentifier: 'AmazonEC2',
  });
  const AwsProductsSpendInsightsBySource = {
    AWS: { AwsProducts: [{ ProductCode: 'AmazonEC2' }], TotalAmount: '0.00' },
  };
  const RelatedEntityIds = { AwsProducts: ['AmazonEC2'] };
  const draft = await summaryOf(alpha, id);
  expect(draft).toMatchObject({
    RelatedOpportunityId: id,
    Origin: 'Partner Referral',
    Insights: { AwsProductsSpendInsightsBySource },
    RelatedEntityIds,
  });
  expect(draft.InvolvementType ?? undefined).toBeUndefined();
  await share(alpha, id);
  const submitted = await summaryOf(alpha, id);
  expect(submitted).toMatchObject({
    InvolvementType: 'Co-Sell',
    Insights: { AwsProductsSpendInsightsBySource },
    RelatedEntityIds,
  });
  expect(submitted.Insights?.EngagementScore ?? undefined).toBeUndefined();
});

test('an estimation provides the partner’s insights even before submission (AWS docs: working-with-deal-sizing-insights)', async () => {
  const { alpha } = await start();
  const { Amount, ...spend } = opportunity().Project?.ExpectedCustomerSpend?.[0] ?? {};
  const EstimationUrl = 'https://calculator.aws/#/estimate?id=0123456789abcdef0123456789abcdef01234567';
  const ExpectedCustomerSpend = [{ ...spend, EstimationUrl }] as ExpectedCustomerSpend[];
  const id = await readyOpportunity(alpha, { Project: { ...opportunity().Project, ExpectedCustomerSpend } });
  const { Project } = await alpha.getOpportunity({ Catalog, Identifier: id });
  const TotalAmount = Project?.ExpectedCustomerSpend?.[0]?.Amount;
  expect(TotalAmount).toMatch(/^[0-9]+\.[0-9]{2}$/);
  const insightsOf = async () => {
    const { Insights } = await summaryOf(alpha, id);
    return Insights?.AwsProductsSpendInsightsBySource;
  };
  const draft = await insightsOf();
  expect(draft).toMatchObject({ Partner: { TotalAmount } });
  expect(draft?.AWS ?? undefined).toBeUndefined();
  await share(alpha, id);
  expect(await insightsOf()).toEqual(draft);
});

test('a third partner’s opportunity in the engagement is not taken for the sender’s', async () => {
  const { server, alpha, beta, gamma } = await start();
  const engagement = await engagementAbout(alpha, project());
  const ofBeta = await bringIn(server, engagement, alpha, BETA);
  await bringIn(server, engagement, alpha, GAMMA);
  /** Creates several, because ids are random and their order must not matter. */
  const createSeveral = (client: PartnerCentralSelling) =>
    Promise.all(Array.from({ length: 6 }, () => readyOpportunity(client)));
  const ofAlpha = (await createSeveral(alpha)).sort().at(-1) ?? '';
  for (const [client, ids] of [
    [gamma, await createSeveral(gamma)],
    [alpha, [ofAlpha]],
  ] as const) {
    for (const ResourceIdentifier of ids) {
      await client.createResourceSnapshot({
        Catalog,
        ClientToken: ResourceIdentifier,
        EngagementIdentifier: engagement,
        ResourceType: 'Opportunity',
        ResourceIdentifier,
        ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
      });
    }
  }
  await share(alpha, ofAlpha);
  const { RelatedOpportunityId, ...side } = await summaryOf(alpha, ofAlpha);
  expect(await summaryOf(beta, ofBeta)).toEqual({ ...side, RelatedOpportunityId: ofBeta });
});
