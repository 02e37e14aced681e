import { expect, test } from 'vitest';
import { refer, runAcceptTask } from '../support/data.ts';
import { operate } from '../support/operator.ts';
import { ALPHA, AWS, BETA, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';
import { newsOf, readyOpportunity, share } from '../support/sharing.ts';
import { change, getOpportunity } from '../support/update.ts';

const Catalog = 'Sandbox';
const FULL_VIEW = 'AwsOpportunitySummaryFullView';

/** An opportunity that AWS takes part in. */
const engaged = async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
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

/** The owner's job follows AWS's side. */
const follow = async ({ alpha, id, engagementId }: Awaited<ReturnType<typeof engaged>>) => {
  const { Id: ResourceSnapshotJobIdentifier } = await alpha.createResourceSnapshotJob({
    Catalog,
    ClientToken: 'token',
    EngagementIdentifier: engagementId,
    ResourceType: 'Opportunity',
    ResourceIdentifier: id,
    ResourceSnapshotTemplateIdentifier: FULL_VIEW,
  });
  await alpha.startResourceSnapshotJob({ Catalog, ResourceSnapshotJobIdentifier });
  return (client = alpha) =>
    client.getResourceSnapshot({
      Catalog,
      EngagementIdentifier: engagementId,
      ResourceType: 'Opportunity',
      ResourceIdentifier: id,
      ResourceSnapshotTemplateIdentifier: FULL_VIEW,
    });
};

const side = {
  LifeCycle: { Stage: 'Engaged', NextSteps: 'Meet the customer', TargetCloseDate: '2030-01-31' },
  OpportunityTeam: [{ FirstName: 'Jane', LastName: 'Doe', Email: 'jane@example.com', BusinessTitle: 'PSM' }],
  Insights: { EngagementScore: 'High', NextBestActions: 'Offer a workshop' },
  InvolvementType: 'Co-Sell',
  InvolvementTypeChangeReason: 'Customer Requested',
  Visibility: 'Limited',
  RelatedEntityIds: { AwsProducts: ['AmazonEC2'], Solutions: ['S-1234567'] },
};

test('AWS changes what GetAwsOpportunitySummary shows, and its owner hears of an update', async () => {
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
  expect(await news()).toEqual({ [ALPHA]: ['Opportunity Updated'] });
  const now = (await getOpportunity(alpha, id)).LastModifiedDate;
  expect(now?.toISOString()).toBe(lastModifiedDate);
  expect(Number(now)).toBeGreaterThan(Number(LastModifiedDate));
});

test('what is left out stays: a stage alone changes the stage alone', async () => {
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

test('a running job of the full view takes a snapshot of each change of it, for the owner and AWS', async () => {
  const world = await engaged();
  const { aws, update, news } = world;
  const latest = await follow(world);
  expect((await latest()).Revision).toBe(1);
  await news();
  await update(side);
  expect(await news()).toEqual({
    [ALPHA]: ['Opportunity Updated', 'Engagement Resource Snapshot Created'],
    [AWS]: ['Engagement Resource Snapshot Created'],
  });
  const snapshot = await latest(aws);
  expect(snapshot).toMatchObject({ Revision: 2, Payload: { [FULL_VIEW]: side } });
  await update(side);
  expect(await news()).toEqual({ [ALPHA]: ['Opportunity Updated'] });
  expect((await latest()).Revision).toBe(2);
  await update({ Insights: { EngagementScore: 'Low' } });
  expect((await latest()).Revision).toBe(3);
});

test('of an opportunity that AWS referred the owner sees what AWS changes', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const { opportunityId, invitationId } = await refer(alpha);
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
  await change(alpha, opportunityId, () => ({ PrimaryNeedsFromAws: ['Co-Sell - Deal Support'] }));
});

test('what AWS cannot say is refused, all of it at once, and nothing changes', async () => {
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
