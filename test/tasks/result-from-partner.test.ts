import type { Payload } from '@aws-sdk/client-partnercentral-selling';
import { expect, test } from 'vitest';
import { addToEngagement } from '../../src/store/repositories/engagement-resources.ts';
import { engagement, invite, opportunity, opportunityInvitation, runAcceptTask } from '../support/data.ts';
import { withStore } from '../support/engine.ts';
import { ALPHA, BETA, clientOf, errorOf, readFeed, startServer, temporaryFolder } from '../support/server.ts';
import { nameJobRole } from '../support/sharing.ts';

test('from a partner without an opportunity in the engagement, the new one is made from the invitation', async () => {
  const server = await startServer();
  const [alpha, beta] = [clientOf(server, ALPHA), clientOf(server, BETA)];
  const { invitationId } = await invite(alpha, BETA);
  const tags = [{ Key: 'owner', Value: 'paulo' }];
  const { OpportunityId = '', TaskStatus } = await runAcceptTask(beta, invitationId, 'tagged', tags);
  expect(TaskStatus).toBe('COMPLETE');
  expect(OpportunityId).toMatch(/^O[0-9]{1,19}$/);
  const { $metadata, Arn, CreatedDate, LastModifiedDate, ...found } = await beta.getOpportunity({
    Catalog: 'Sandbox',
    Identifier: OpportunityId,
  });
  const { Payload } = await alpha.getEngagementInvitation({ Catalog: 'Sandbox', Identifier: invitationId });
  expect(found).toMatchObject({
    Catalog: 'Sandbox',
    Id: OpportunityId,
    ...fromPayload(Payload),
    LifeCycle: { Stage: 'Prospect', ReviewStatus: 'Pending Submission' },
  });
  expect(await beta.listTagsForResource({ ResourceArn: Arn })).toMatchObject({ Tags: tags });
  const errors = await Promise.all([
    errorOf(alpha.getOpportunity({ Catalog: 'Sandbox', Identifier: OpportunityId })),
    errorOf(
      beta.getAwsOpportunitySummary({ Catalog: 'Sandbox', RelatedOpportunityIdentifier: OpportunityId }),
    ),
  ]);
  expect(errors.map(({ name }) => name)).toEqual(['ResourceNotFoundException', 'ResourceNotFoundException']);
});

// An invitation lacks a member that an opportunity with Industry Other requires.
test('a customer of industry Other can be accepted from an invitation', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const { Id: engagementId = '' } = await alpha.createEngagement(engagement());
  const request = opportunityInvitation(engagementId, BETA);
  const offer = request.Invitation?.Payload?.OpportunityInvitation;
  if (offer?.Customer) offer.Customer.Industry = 'Other';
  const { Id = '' } = await alpha.createEngagementInvitation(request);
  expect(await runAcceptTask(clientOf(server, BETA), Id)).toMatchObject({ TaskStatus: 'COMPLETE' });
});

/** The members of the receiver's opportunity that come from the invitation. */
const fromPayload = (Payload: Payload | undefined) => {
  const { Customer, Project } = Payload?.OpportunityInvitation ?? {};
  return {
    Customer: {
      Account: {
        CompanyName: Customer?.CompanyName,
        Industry: Customer?.Industry,
        WebsiteUrl: Customer?.WebsiteUrl,
        Address: { CountryCode: Customer?.CountryCode },
      },
    },
    Project: { Title: Project?.Title, CustomerBusinessProblem: Project?.BusinessProblem },
    LifeCycle: { TargetCloseDate: Project?.TargetCompletionDate },
    OpportunityType: 'Net New Business',
    NationalSecurity: 'No',
    PrimaryNeedsFromAws: ['Do Not Need Support from AWS Sales Rep'],
    Marketing: { Source: 'None' },
    OpportunityTeam: [{ BusinessTitle: 'OpportunityOwner' }],
  };
};

/** Makes Alpha invite Beta to an engagement with which Alpha's opportunity is associated. */
const inviteWithOpportunity = async (reviewStatus: string) => {
  const folder = await temporaryFolder();
  const before = await startServer({ data: folder });
  const alphaBefore = clientOf(before, ALPHA);
  const { Id: sourceId = '' } = await alphaBefore.createOpportunity(opportunity());
  const { engagementId, invitationId } = await invite(alphaBefore, BETA);
  await before.close();
  // No operation submits an opportunity or adds it to an engagement yet.
  await withStore(folder, (store) =>
    store.transaction(async (tx) => {
      await addToEngagement(tx, {
        catalog: 'Sandbox',
        engagement_id: engagementId,
        owner: ALPHA,
        opportunity_id: sourceId,
      });
      const source = await tx
        .selectFrom('opportunities')
        .select('document')
        .where('id', '=', sourceId)
        .executeTakeFirstOrThrow();
      const document = JSON.parse(source.document);
      document.LifeCycle.ReviewStatus = reviewStatus;
      await tx
        .updateTable('opportunities')
        .set({ document: JSON.stringify(document), review_status: reviewStatus })
        .where('id', '=', sourceId)
        .execute();
    }),
  );
  const server = await startServer({ data: folder });
  const [alpha, beta] = [clientOf(server, ALPHA), clientOf(server, BETA)];
  return { server, alpha, beta, sourceId, engagementId, invitationId };
};

test('from a partner’s opportunity, the new one has its own id and the members of the invitation (seen: GetOpportunity)', async () => {
  const { alpha, beta, sourceId, invitationId } = await inviteWithOpportunity('Submitted');
  const { OpportunityId = '', TaskStatus } = await runAcceptTask(beta, invitationId);
  expect(TaskStatus).toBe('COMPLETE');
  expect(OpportunityId).not.toBe(sourceId);
  const found = await beta.getOpportunity({ Catalog: 'Sandbox', Identifier: OpportunityId });
  const { Payload } = await alpha.getEngagementInvitation({ Catalog: 'Sandbox', Identifier: invitationId });
  expect(found).toMatchObject(fromPayload(Payload));
  expect(found.Marketing).toMatchObject({ Source: 'None', CampaignName: 'Spring' });
  expect(found.LifeCycle).toMatchObject({ Stage: 'Prospect', ReviewStatus: 'Submitted' });
});

test.each(['Pending Submission', 'Submitted', 'In review', 'Action Required', 'Approved'])(
  'the new opportunity is %s as its sender’s is',
  async (status) => {
    const { beta, invitationId } = await inviteWithOpportunity(status);
    const { OpportunityId } = await runAcceptTask(beta, invitationId);
    const found = await beta.getOpportunity({ Catalog: 'Sandbox', Identifier: OpportunityId });
    expect(found.LifeCycle?.ReviewStatus).toBe(status);
  },
);

test("when the sender's opportunity is approved, the one made from it is too", async () => {
  const { server, alpha, beta, sourceId, invitationId } = await inviteWithOpportunity('Submitted');
  await nameJobRole(beta);
  const { OpportunityId = '' } = await runAcceptTask(beta, invitationId);
  const { $metadata, ...source } = await alpha.getOpportunity({ Catalog: 'Sandbox', Identifier: sourceId });
  const before = (await readFeed(server)).length;
  await alpha.updateOpportunity({
    ...source,
    Catalog: 'Sandbox',
    Identifier: sourceId,
    LifeCycle: { ...source.LifeCycle, ReviewStatus: 'Approved' },
  });
  const found = await beta.getOpportunity({ Catalog: 'Sandbox', Identifier: OpportunityId });
  expect(found.LifeCycle?.ReviewStatus).toBe('Approved');
  const events = (await readFeed(server)).slice(before);
  expect(events.map((event) => [event['detail-type'], event.account])).toEqual([
    ['Opportunity Updated', ALPHA],
    ['Opportunity Updated', BETA],
    ['Engagement Resource Snapshot Created', ALPHA],
    ['Engagement Resource Snapshot Created', BETA],
  ]);
});

test('the events of an invitation from a partner go in order to every member', async () => {
  const server = await startServer();
  const [alpha, beta, gamma] = [ALPHA, BETA, '333333333333'].map((account) => clientOf(server, account));
  if (!alpha || !beta || !gamma) throw new Error('no clients');
  const { engagementId, invitationId } = await invite(alpha, BETA);
  await runAcceptTask(beta, invitationId);
  const { Id = '' } = await alpha.createEngagementInvitation(
    opportunityInvitation(engagementId, '333333333333'),
  );
  const before = (await readFeed(server)).length;
  await runAcceptTask(gamma, Id);
  const events = (await readFeed(server)).slice(before);
  expect(events.map((event) => [event['detail-type'], event.account])).toEqual([
    ['Engagement Invitation Accepted', ALPHA],
    ['Engagement Invitation Accepted', '333333333333'],
    ['Engagement Member Added', ALPHA],
    ['Engagement Member Added', BETA],
    ['Engagement Member Added', '333333333333'],
    ['Opportunity Created', '333333333333'],
    ['Opportunity Updated', '333333333333'],
    ['Engagement Resource Snapshot Created', ALPHA],
    ['Engagement Resource Snapshot Created', BETA],
    ['Engagement Resource Snapshot Created', '333333333333'],
  ]);
});
