import { expect, test } from 'vitest';
import { dayAhead, opportunity, refer, runAcceptTask } from '../support/data.ts';
import { startReviewServer } from '../support/review.ts';
import { ALPHA, BETA, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';
import { asUpdate, change, getOpportunity } from '../support/update.ts';

const newOpportunity = async () => {
  const server = await startServer();
  const client = clientOf(server, ALPHA);
  const { Id = '' } = await client.createOpportunity(opportunity());
  return { server, client, id: Id };
};

test('an update replaces the opportunity and moves LastModifiedDate', async () => {
  const { client, id } = await newOpportunity();
  const before = await getOpportunity(client, id);
  const updated = await change(client, id, () => ({
    PartnerOpportunityIdentifier: 'crm-2',
    Marketing: { CampaignName: 'Autumn' },
  }));
  const { $metadata, ...after } = await getOpportunity(client, id);
  expect(updated.LastModifiedDate).toEqual(after.LastModifiedDate);
  expect(after.LastModifiedDate!.getTime()).toBeGreaterThan(before.LastModifiedDate!.getTime());
  const { $metadata: _metadata, ...rest } = before;
  expect(after).toEqual({
    ...rest,
    PartnerOpportunityIdentifier: 'crm-2',
    Marketing: { CampaignName: 'Autumn' },
    LastModifiedDate: updated.LastModifiedDate,
  });
});

test('what is given is replaced as a whole, what is left out stays', async () => {
  const { client, id } = await newOpportunity();
  const { $metadata, ...before } = await getOpportunity(client, id);
  const { LastModifiedDate } = await client.updateOpportunity({
    Catalog: 'Sandbox',
    Identifier: id,
    LastModifiedDate: before.LastModifiedDate,
    LifeCycle: { Stage: 'Committed' },
  });
  const { $metadata: _metadata, ...after } = await getOpportunity(client, id);
  const { ReviewStatus, NextStepsHistory } = before.LifeCycle ?? {};
  const LifeCycle = { Stage: 'Committed', ReviewStatus, NextStepsHistory };
  expect(after).toEqual({ ...before, LastModifiedDate, LifeCycle });
});

test('of two updates of the same state the second is a conflict', async () => {
  const { client, id } = await newOpportunity();
  const seen = asUpdate(await getOpportunity(client, id));
  const outcomes = await Promise.allSettled(
    ['one', 'two', 'three'].map((name) =>
      client.updateOpportunity({ ...seen, PartnerOpportunityIdentifier: name }),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const error = await errorOf(client.updateOpportunity(seen));
  expect(error).toMatchObject({
    name: 'ConflictException',
    message: expect.stringContaining('LastModifiedDate'),
  });
});

test('a new next step is remembered once, on top of those before', async () => {
  const { client, id } = await newOpportunity();
  const plan = (NextSteps: string) =>
    change(client, id, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, NextSteps, NextStepsHistory: [] } }));
  await plan('Call');
  await plan('Call');
  await plan('Sign');
  const { LifeCycle } = await getOpportunity(client, id);
  expect(LifeCycle?.NextStepsHistory?.map(({ Value }) => Value)).toEqual(['Sign', 'Call', 'Meet']);
});

test('rules hold for updates too; a date that has passed meanwhile does not forbid others', async () => {
  const { client, id } = await newOpportunity();
  const edit = (changes: object) =>
    change(client, id, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, ...changes } }));
  expect(faultsOf(await errorOf(edit({ Stage: 'Closed Lost' })))).toEqual([
    'lifeCycle.closedLostReason: REQUIRED_FIELD_MISSING',
  ]);
  expect(faultsOf(await errorOf(edit({ TargetCloseDate: '2020-01-01' })))).toEqual([
    'lifeCycle.targetCloseDate: INVALID_VALUE',
  ]);
  await edit({ TargetCloseDate: dayAhead(3) });
});

test('unknown opportunities are not found', async () => {
  const { server, client, id } = await newOpportunity();
  const seen = asUpdate(await getOpportunity(client, id));
  const foreign = clientOf(server, BETA).updateOpportunity(seen);
  expect((await errorOf(foreign)).name).toBe('ResourceNotFoundException');
  const unknown = client.updateOpportunity({ ...seen, Identifier: 'O1' });
  expect((await errorOf(unknown)).name).toBe('ResourceNotFoundException');
});

test('what is not up for review cannot be approved, and in catalog AWS nobody approves itself', async () => {
  const { client, id } = await newOpportunity();
  const approve = change(client, id, () => ({ LifeCycle: { ReviewStatus: 'Approved' } }));
  expect(faultsOf(await errorOf(approve))).toEqual(['lifeCycle.reviewStatus: INVALID_RESOURCE_STATE']);

  const { Id = '' } = await client.createOpportunity(opportunity({ Catalog: 'AWS' }));
  const real = await client.getOpportunity({ Catalog: 'AWS', Identifier: Id });
  await client.updateOpportunity({ ...asUpdate(real), LifeCycle: { ReviewStatus: 'Approved' } });
  const after = await client.getOpportunity({ Catalog: 'AWS', Identifier: Id });
  expect(after.LifeCycle?.ReviewStatus).toBe('Pending Submission');
});

test('an approved opportunity keeps what AWS has approved', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const { opportunityId, invitationId } = await refer(client);
  await runAcceptTask(client, invitationId);
  const title = change(client, opportunityId, ({ Project }) => ({ Project: { ...Project, Title: 'Other' } }));
  expect(faultsOf(await errorOf(title))).toEqual(['project.title: ACTION_NOT_PERMITTED']);
  await change(client, opportunityId, ({ Project }) => ({
    Project: { ...Project, AdditionalComments: 'Good' },
  }));
  expect((await getOpportunity(client, opportunityId)).Project?.AdditionalComments).toBe('Good');
});

test('the sandbox plays the review: read-only, then action required, submitted again, approved', async () => {
  const server = await startReviewServer();
  const { Id = '' } = await server.client(ALPHA).createOpportunity(opportunity());
  await server.review(ALPHA, Id, 'Submitted');
  const client = server.client(ALPHA);
  const status = async () => (await getOpportunity(client, Id)).LifeCycle?.ReviewStatus;
  const decide = (ReviewStatus: 'Approved' | 'Action Required') =>
    change(client, Id, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, ReviewStatus } }));

  const edit = change(client, Id, () => ({ PartnerOpportunityIdentifier: 'crm-2' }));
  expect(faultsOf(await errorOf(edit))).toEqual(['lifeCycle.reviewStatus: ACTION_NOT_PERMITTED']);
  await decide('Action Required');
  expect(await status()).toBe('Action Required');
  const closed = change(client, Id, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, NextSteps: 'Wait' } }));
  expect(faultsOf(await errorOf(closed))).toEqual(['lifeCycle.nextSteps: ACTION_NOT_PERMITTED']);
  await change(client, Id, () => ({ PartnerOpportunityIdentifier: 'crm-2' }));
  expect(await status()).toBe('Submitted');
  await decide('Approved');
  expect(await status()).toBe('Approved');
  expect(faultsOf(await errorOf(decide('Action Required')))).toEqual([
    'lifeCycle.reviewStatus: INVALID_RESOURCE_STATE',
  ]);
});
