import { randomUUID } from 'node:crypto';
import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { expect, test } from 'vitest';
import { createOpportunity, join } from '../support/co-sell.ts';
import { startEngine } from '../support/engine.ts';
import { failingStore, uniqueViolation } from '../support/failing-store.ts';
import { ALPHA, AWS, BETA, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';
import {
  engagementAbout,
  heard,
  invitationToAws,
  newsOf,
  project,
  readyOpportunity,
  share,
} from '../support/sharing.ts';
import { change } from '../support/update.ts';

const Catalog = 'Sandbox';
const SUMMARY = 'OpportunitySummaryView';
const FULL = 'AwsOpportunitySummaryFullView';

const subject = (
  EngagementIdentifier: string,
  ResourceIdentifier: string,
  ResourceSnapshotTemplateIdentifier = SUMMARY,
) => ({
  Catalog,
  EngagementIdentifier,
  ResourceType: 'Opportunity' as const,
  ResourceIdentifier,
  ResourceSnapshotTemplateIdentifier,
});
const take = (
  client: PartnerCentralSelling,
  of: ReturnType<typeof subject>,
  ClientToken = `${randomUUID()}`,
) => client.createResourceSnapshot({ ...of, ClientToken });
const revisions = async (client: PartnerCentralSelling, EngagementIdentifier: string) => {
  const request = { Catalog, EngagementIdentifier, ResourceType: 'Opportunity' } as const;
  const { ResourceSnapshotSummaries = [] } = await client.listResourceSnapshots(request);
  return ResourceSnapshotSummaries.map(
    ({ ResourceSnapshotTemplateName, Revision }) => `${ResourceSnapshotTemplateName} ${Revision}`,
  );
};

const start = async () => {
  const server = await startServer();
  const [alpha, beta] = [clientOf(server, ALPHA), clientOf(server, BETA)];
  const engagementId = await engagementAbout(alpha, project());
  await join(alpha, beta, BETA, engagementId);
  const id = await createOpportunity(alpha);
  return { server, alpha, beta, engagementId, id, view: subject(engagementId, id) };
};

test('a snapshot shares an opportunity with all members and associates it with the engagement', async () => {
  const { server, alpha, beta, engagementId, id, view } = await start();
  const news = newsOf(server);
  await news();
  const Arn = `arn:aws:partnercentral:us-east-1::catalog/Sandbox/engagement/${engagementId}/resource/Opportunity/${id}/template/${SUMMARY}/snapshot/1`;
  expect(await take(alpha, view)).toMatchObject({ Arn, Revision: 1 });
  expect(await news()).toEqual({ [ALPHA]: [heard.snapshotCreated], [BETA]: [heard.snapshotCreated] });
  expect(await beta.getResourceSnapshot(view)).toMatchObject({
    Arn,
    Revision: 1,
    CreatedBy: ALPHA,
    EngagementId: engagementId,
    ResourceId: id,
    ResourceSnapshotTemplateName: SUMMARY,
    TargetMemberAccounts: [ALPHA, BETA],
    Payload: { OpportunitySummary: { Lifecycle: { Stage: 'Qualified', NextSteps: 'Meet' } } },
  });
  const associations = await beta.listEngagementResourceAssociations({ Catalog });
  expect(associations.EngagementResourceAssociationSummaries).toMatchObject([
    { EngagementId: engagementId, ResourceId: id, CreatedBy: ALPHA },
  ]);
});

test('a revision is created only if the view changed', async () => {
  const { server, alpha, engagementId, id, view } = await start();
  await take(alpha, view);
  await change(alpha, id, ({ Project }) => ({ Project: { ...Project, AdditionalComments: 'Not shown' } }));
  const news = newsOf(server);
  await news();
  expect(await take(alpha, view)).toMatchObject({ Revision: 1 });
  expect(await news()).toEqual({});
  await change(alpha, id, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, NextSteps: 'Sign' } }));
  expect(await revisions(alpha, engagementId)).toEqual([`${SUMMARY} 1`]);
  expect(await take(alpha, view)).toMatchObject({ Revision: 2 });
  expect(await revisions(alpha, engagementId)).toEqual([`${SUMMARY} 1`, `${SUMMARY} 2`]);
});

test('the same token and body return the same snapshot, another body is a conflict', async () => {
  const { alpha, engagementId, id, view } = await start();
  const { $metadata, ...first } = await take(alpha, view, 'token');
  await change(alpha, id, ({ LifeCycle }) => ({ LifeCycle: { ...LifeCycle, NextSteps: 'Sign' } }));
  const { $metadata: _metadata, ...again } = await take(alpha, view, 'token');
  expect(again).toEqual(first);
  expect(await revisions(alpha, engagementId)).toEqual([`${SUMMARY} 1`]);
  const other = take(alpha, { ...view, ResourceIdentifier: 'O1' }, 'token');
  expect((await errorOf(other)).name).toBe('ConflictException');
});

test('AWS’s side is visible only to the owner and AWS', async () => {
  const server = await startServer();
  const [alpha, beta, aws] = [clientOf(server, ALPHA), clientOf(server, BETA), clientOf(server, AWS)];
  const { EngagementId = '', OpportunityId = '' } = await share(alpha, await readyOpportunity(alpha));
  await aws.acceptEngagementInvitation({ Catalog, Identifier: await invitationToAws(aws) });
  await join(alpha, beta, BETA, EngagementId);
  const view = subject(EngagementId, OpportunityId, FULL);
  const news = newsOf(server);
  await news();
  // AWS took this snapshot when its side opened; nothing has changed since.
  expect(await take(alpha, view)).toMatchObject({ Revision: 1 });
  expect(await news()).toEqual({});
  for (const client of [alpha, aws]) {
    expect(await client.getResourceSnapshot(view)).toMatchObject({
      Revision: 1,
      TargetMemberAccounts: [ALPHA],
      Payload: {
        AwsOpportunitySummaryFullView: { RelatedOpportunityId: OpportunityId, InvolvementType: 'Co-Sell' },
      },
    });
    expect(await revisions(client, EngagementId)).toContain(`${FULL} 1`);
  }
  expect((await errorOf(beta.getResourceSnapshot(view))).name).toBe('ResourceNotFoundException');
  expect((await errorOf(beta.getResourceSnapshot({ ...view, Revision: 1 }))).name).toBe(
    'ResourceNotFoundException',
  );
  const seen = await revisions(beta, EngagementId);
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.filter((name) => name.startsWith(FULL))).toEqual([]);
});

test('an opportunity without AWS’s side has no full view, and the request leaves nothing behind', async () => {
  const { alpha, engagementId, id } = await start();
  const error = await errorOf(take(alpha, subject(engagementId, id, FULL)));
  expect(error).toMatchObject({ name: 'ValidationException', Reason: 'BUSINESS_VALIDATION_FAILED' });
  expect(faultsOf(error)).toEqual(['resourceIdentifier: INVALID_RESOURCE_STATE']);
  const { EngagementResourceAssociationSummaries } = await alpha.listEngagementResourceAssociations({
    Catalog,
  });
  expect(EngagementResourceAssociationSummaries).toEqual([]);
});

test('there are two templates', async () => {
  const { alpha, engagementId, id } = await start();
  const error = await errorOf(take(alpha, subject(engagementId, id, 'SomeOtherView')));
  expect(error).toMatchObject({ name: 'ValidationException', Reason: 'BUSINESS_VALIDATION_FAILED' });
  expect(faultsOf(error)).toEqual(['resourceSnapshotTemplateIdentifier: INVALID_VALUE']);
});

test('another account’s or a missing opportunity, and another account’s engagement, are not found', async () => {
  const { server, alpha, beta, engagementId, id, view } = await start();
  const own = await createOpportunity(beta);
  const calls = [
    take(beta, view),
    take(alpha, subject(engagementId, 'O1')),
    take(clientOf(server, '333333333333'), view),
    take(alpha, subject('eng-zzzzzzzzzzzzzz', id)),
  ];
  for (const error of await Promise.all(calls.map(errorOf)))
    expect(error.name).toBe('ResourceNotFoundException');
  expect(await take(beta, subject(engagementId, own))).toMatchObject({ Revision: 1 });
});

test('a revision that a concurrent writer took is a conflict', async () => {
  const plan = failingStore();
  const server = await startEngine({ openStore: plan.openStore });
  const client = clientOf(server, ALPHA);
  const engagementId = await engagementAbout(client, project());
  const view = subject(engagementId, await createOpportunity(client));
  plan.failNext(1, 'insert resource_snapshots', uniqueViolation());
  expect(await errorOf(take(client, view, 'token'))).toMatchObject({
    name: 'ConflictException',
    message: expect.stringContaining('Try again'),
  });
  expect(await take(client, view, 'token')).toMatchObject({ Revision: 1 });
});
