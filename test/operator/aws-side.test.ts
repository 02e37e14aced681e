import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { expect, test } from 'vitest';
import { join } from '../support/co-sell.ts';
import { refer, runAcceptTask } from '../support/data.ts';
import { operate } from '../support/operator.ts';
import { ALPHA, AWS, BETA, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';
import { heard, nameJobRole, newsOf, readyOpportunity, share } from '../support/sharing.ts';
import { change, getOpportunity } from '../support/update.ts';

const Catalog = 'Sandbox';
const FULL_VIEW = 'AwsOpportunitySummaryFullView';

/** Creates an opportunity that AWS is engaged in. */
const engaged = async (prepare = async (_alpha: PartnerCentralSelling) => {}) => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  await prepare(alpha);
  const id = await readyOpportunity(alpha);
  const { EngagementId = '' } = await share(alpha, id);
  await operate(server, 'POST', 'reviews', { account: ALPHA, catalog: Catalog, id, decision: 'Approved' });
  const update = (side: object) =>
    operate<{ lastModifiedDate: string; summary: object }>(server, 'PUT', `opportunities/${id}/aws-side`, {
      account: ALPHA,
      catalog: Catalog,
      ...side,
    });
  const summary = () => alpha.getAwsOpportunitySummary({ Catalog, RelatedOpportunityIdentifier: id });
  const news = newsOf(server);
  await news();
  return { server, alpha, aws: clientOf(server, AWS), id, engagementId: EngagementId, update, summary, news };
};

/** Returns the latest snapshot of AWS's side. */
const shown = ({ id, engagementId }: { id: string; engagementId: string }, client: PartnerCentralSelling) =>
  client.getResourceSnapshot({
    Catalog,
    EngagementIdentifier: engagementId,
    ResourceType: 'Opportunity',
    ResourceIdentifier: id,
    ResourceSnapshotTemplateIdentifier: FULL_VIEW,
  });

const side = {
  LifeCycle: { Stage: 'Engaged', NextSteps: 'Meet the customer', TargetCloseDate: '2030-01-31' },
  OpportunityTeam: [{ FirstName: 'Jane', LastName: 'Doe', Email: 'jane@example.com', BusinessTitle: 'PSM' }],
  Insights: { EngagementScore: 'High', NextBestActions: 'Offer a workshop' },
  InvolvementType: 'Co-Sell',
  InvolvementTypeChangeReason: 'Customer Requested',
  Visibility: 'Limited',
  RelatedEntityIds: { AwsProducts: ['AmazonEC2'], Solutions: ['S-1234567'] },
};

test('AWS changes what GetAwsOpportunitySummary returns, and the owner gets an event', async () => {
  const { alpha, id, update, summary, news } = await engaged();
  const before = await summary();
  const { LastModifiedDate } = await getOpportunity(alpha, id);
  const { lastModifiedDate } = await update(side);
  const after = await summary();
  expect(after).toMatchObject({
    ...side,
    Customer: before.Customer,
    Project: before.Project,
    Origin: 'Partner Referral',
  });
  expect(after.LifeCycle?.NextStepsHistory?.map(({ Value }) => Value)).toEqual(['Meet the customer']);
  expect(await news()).toEqual({ [ALPHA]: [heard.opportunityUpdated, heard.snapshotCreated] });
  const now = (await getOpportunity(alpha, id)).LastModifiedDate;
  expect(now?.toISOString()).toBe(lastModifiedDate);
  expect(Number(now)).toBeGreaterThan(Number(LastModifiedDate));
});

test('omitted members stay: a stage alone changes only the stage', async () => {
  const { update, summary } = await engaged();
  await update(side);
  await update({
    LifeCycle: { Stage: 'Closed Lost', ClosedLostReason: 'Price' },
    Insights: { EngagementScore: 'Low' },
  });
  expect(await summary()).toMatchObject({
    ...side,
    LifeCycle: { Stage: 'Closed Lost', ClosedLostReason: 'Price', TargetCloseDate: '2030-01-31' },
    Insights: { EngagementScore: 'Low', NextBestActions: 'Offer a workshop' },
  });
  await update({ LifeCycle: { Stage: 'Qualified', NextSteps: 'Try again' } });
  const { LifeCycle } = await summary();
  expect(LifeCycle?.ClosedLostReason).toBeUndefined();
  expect(LifeCycle?.NextStepsHistory?.map(({ Value }) => Value)).toEqual(['Try again', 'Meet the customer']);
});

// AWS docs, selling-api-events: this notification and snapshot are only visible to the opportunity owner.
test('AWS takes a snapshot of its side when it is created and when it changes, for the owner only', async () => {
  const world = await engaged();
  const { server, alpha, aws, update, news, id, engagementId } = world;
  const beta = clientOf(server, BETA);
  await join(alpha, beta, BETA, engagementId);
  expect(await shown(world, alpha)).toMatchObject({
    Revision: 1,
    CreatedBy: ALPHA,
    TargetMemberAccounts: [ALPHA],
    Payload: { [FULL_VIEW]: { RelatedOpportunityId: id, InvolvementType: 'Co-Sell' } },
  });
  await news();
  const told = { [ALPHA]: [heard.opportunityUpdated, heard.snapshotCreated] };
  await update(side);
  expect(await news()).toEqual(told);
  for (const client of [alpha, aws]) {
    expect(await shown(world, client)).toMatchObject({ Revision: 2, Payload: { [FULL_VIEW]: side } });
  }
  expect((await errorOf(shown(world, beta))).name).toBe('ResourceNotFoundException');
  await update(side);
  expect(await news()).toEqual({ [ALPHA]: [heard.opportunityUpdated] });
  await update({ Insights: { EngagementScore: 'Low' } });
  expect(await news()).toEqual(told);
  expect((await shown(world, alpha)).Revision).toBe(3);
});

test('a snapshot job of the owner for AWS’s side finds the existing snapshot, and has run', async () => {
  const world = await engaged(nameJobRole);
  const { alpha, id, engagementId, update, news } = world;
  const { Id: ResourceSnapshotJobIdentifier } = await alpha.createResourceSnapshotJob({
    Catalog,
    ClientToken: 'token',
    EngagementIdentifier: engagementId,
    ResourceType: 'Opportunity',
    ResourceIdentifier: id,
    ResourceSnapshotTemplateIdentifier: FULL_VIEW,
  });
  await alpha.startResourceSnapshotJob({ Catalog, ResourceSnapshotJobIdentifier });
  expect(await news()).toEqual({});
  await update(side);
  expect(await news()).toEqual({ [ALPHA]: [heard.opportunityUpdated, heard.snapshotCreated] });
  expect((await shown(world, alpha)).Revision).toBe(2);
  expect(await alpha.getResourceSnapshotJob({ Catalog, ResourceSnapshotJobIdentifier })).toMatchObject({
    LastSuccessfulExecutionDate: expect.any(Date),
  });
});

test('AWS’s own opportunity has no AWS side to take a snapshot of', async () => {
  const server = await startServer();
  const aws = clientOf(server, AWS);
  const { opportunityId, engagementId } = await refer(clientOf(server, ALPHA));
  const request = {
    Catalog,
    ClientToken: 'token',
    EngagementIdentifier: engagementId,
    ResourceType: 'Opportunity',
    ResourceIdentifier: opportunityId,
    ResourceSnapshotTemplateIdentifier: FULL_VIEW,
  } as const;
  expect(faultsOf(await errorOf(aws.createResourceSnapshot(request)))).toEqual([
    'resourceIdentifier: INVALID_RESOURCE_STATE',
  ]);
});

test('the owner of an opportunity that AWS referred sees what AWS changes', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const { opportunityId, invitationId, engagementId } = await refer(alpha);
  const put = () =>
    operate(server, 'PUT', `opportunities/${opportunityId}/aws-side`, {
      account: ALPHA,
      catalog: Catalog,
      LifeCycle: { Stage: 'Launched' },
    });
  expect((await errorOf(put())).name).toBe('ResourceNotFoundException');
  await runAcceptTask(alpha, invitationId);
  await put();
  const summary = await alpha.getAwsOpportunitySummary({
    Catalog,
    RelatedOpportunityIdentifier: opportunityId,
  });
  expect(summary.LifeCycle?.Stage).toBe('Launched');
  const { Payload } = await shown({ id: opportunityId, engagementId }, alpha);
  expect(Payload?.AwsOpportunitySummaryFullView?.LifeCycle?.Stage).toBe('Launched');
  await change(alpha, opportunityId, () => ({ PrimaryNeedsFromAws: ['Co-Sell - Deal Support'] }));
});

test('an invalid AWS side is refused with all faults at once, and nothing changes', async () => {
  const { server, alpha, update, summary, news } = await engaged();
  const refused = async (given: object) => faultsOf(await errorOf(update(given)));
  const { $metadata, ...before } = await summary();
  expect(
    await refused({
      LifeCycle: { Stage: 'Nowhere', TargetCloseDate: 'soon' },
      OpportunityTeam: [{ BusinessTitle: 'King' }],
      Insights: { EngagementScore: 'Huge' },
      InvolvementType: 'None',
      InvolvementTypeChangeReason: 'Mood',
      Visibility: 'Half',
    }),
  ).toEqual([
    'involvementType: INVALID_ENUM_VALUE',
    'visibility: INVALID_ENUM_VALUE',
    'lifeCycle.targetCloseDate: INVALID_STRING_FORMAT',
    'lifeCycle.stage: INVALID_ENUM_VALUE',
    'opportunityTeam.businessTitle: INVALID_ENUM_VALUE',
    'insights.engagementScore: INVALID_ENUM_VALUE',
    'involvementTypeChangeReason: INVALID_ENUM_VALUE',
  ]);
  expect(await refused({ LifeCycle: { Stage: 'Closed Lost' } })).toEqual([
    'lifeCycle.closedLostReason: REQUIRED_FIELD_MISSING',
  ]);
  expect(await refused({ LifeCycle: { ClosedLostReason: 'Price' } })).toEqual([
    'lifeCycle.closedLostReason: INVALID_VALUE',
  ]);
  expect(await refused({ Mood: 'good' })).toEqual(['mood: INVALID_VALUE']);
  const { $metadata: _, ...after } = await summary();
  expect(after).toEqual(before);
  expect(await news()).toEqual({});

  const draft = await readyOpportunity(alpha);
  const unknown = await errorOf(
    operate(server, 'PUT', `opportunities/${draft}/aws-side`, {
      account: ALPHA,
      catalog: Catalog,
      Visibility: 'Full',
    }),
  );
  expect(unknown.name).toBe('ResourceNotFoundException');
  const foreign = await errorOf(
    operate(server, 'PUT', `opportunities/${draft}/aws-side`, {
      account: BETA,
      catalog: Catalog,
      Visibility: 'Full',
    }),
  );
  expect(foreign.name).toBe('ResourceNotFoundException');
});
