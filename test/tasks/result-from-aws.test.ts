import { expect, test } from 'vitest';
import { engagement, opportunity, opportunityInvitation, refer, runAcceptTask } from '../support/data.ts';
import { subjectOf } from '../support/events.ts';
import { ALPHA, AWS, clientOf, errorOf, readFeed, startServer } from '../support/server.ts';

/** Returns an event without its generated members. */
const said = (event: Awaited<ReturnType<typeof readFeed>>[number]) => [
  event['detail-type'],
  event.version,
  event.account,
  subjectOf(event).split('/').slice(1).join('/') || subjectOf(event),
];

test('accepting an AWS referral gives the partner the opportunity of AWS, complete and approved', async () => {
  const server = await startServer();
  const [alpha, aws] = [clientOf(server, ALPHA), clientOf(server, AWS)];
  const { opportunityId, invitationId } = await refer(alpha);
  const Identifier = opportunityId;
  const notYet = [
    await errorOf(alpha.getOpportunity({ Catalog: 'Sandbox', Identifier })),
    await errorOf(
      alpha.getAwsOpportunitySummary({ Catalog: 'Sandbox', RelatedOpportunityIdentifier: Identifier }),
    ),
  ];
  expect(notYet.map((error) => error.name)).toEqual([
    'ResourceNotFoundException',
    'ResourceNotFoundException',
  ]);

  const tags = [
    { Key: 'owner', Value: 'paulo' },
    { Key: 'team', Value: 'west' },
  ];
  const task = await runAcceptTask(alpha, invitationId, 'with tags', tags);
  expect(task).toMatchObject({ TaskStatus: 'COMPLETE', OpportunityId: opportunityId });
  expect(task.Message).toBeUndefined();
  expect(task.ReasonCode).toBeUndefined();

  const { $metadata, Arn, CreatedDate, LastModifiedDate, ...found } = await alpha.getOpportunity({
    Catalog: 'Sandbox',
    Identifier,
  });
  const { ClientToken, Origin, LifeCycle, ...given } = opportunity();
  expect(found).toMatchObject({
    ...given,
    Id: opportunityId,
    LifeCycle: { ...LifeCycle, ReviewStatus: 'Approved' },
  });
  expect(Arn).toBe(`arn:aws:partnercentral:us-east-1:${ALPHA}:catalog/Sandbox/opportunity/${opportunityId}`);
  expect(await alpha.listTagsForResource({ ResourceArn: Arn })).toMatchObject({ Tags: tags });
  const summary = await alpha.getAwsOpportunitySummary({
    Catalog: 'Sandbox',
    RelatedOpportunityIdentifier: Identifier,
  });
  expect(summary).toMatchObject({ RelatedOpportunityId: opportunityId, Origin: 'AWS Referral' });
  // AWS keeps its opportunity; the partner's has the same dates (seen: GetOpportunity).
  const atAws = await aws.getOpportunity({ Catalog: 'Sandbox', Identifier });
  expect(atAws.Id).toBe(opportunityId);
  expect(CreatedDate).toEqual(atAws.CreatedDate);
  expect(LastModifiedDate?.getTime()).toBeGreaterThan(atAws.LastModifiedDate?.getTime() ?? 0);
});

test('the details that the invitation hides are in the opportunity', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const { opportunityId, invitationId } = await refer(alpha);
  const hidden = ['1 Main St', '98101', 'Mary', 'mary@example.com', '123456789012', 'none yet', 'Seattle'];
  const { $metadata: _one, ...invitation } = await alpha.getEngagementInvitation({
    Catalog: 'Sandbox',
    Identifier: invitationId,
  });
  expect(hidden.filter((detail) => JSON.stringify(invitation).includes(detail))).toEqual([]);
  await runAcceptTask(alpha, invitationId);
  const { $metadata: _two, ...found } = await alpha.getOpportunity({
    Catalog: 'Sandbox',
    Identifier: opportunityId,
  });
  expect(hidden.filter((detail) => !JSON.stringify(found).includes(detail))).toEqual([]);
});

test('the details are copied for tracking: a running job, and the first snapshot, which both members see', async () => {
  const server = await startServer();
  const [alpha, aws] = [clientOf(server, ALPHA), clientOf(server, AWS)];
  const { opportunityId, invitationId, engagementId } = await refer(alpha);
  const { ResourceSnapshotJobId } = await runAcceptTask(alpha, invitationId);
  const job = await alpha.getResourceSnapshotJob({
    Catalog: 'Sandbox',
    ResourceSnapshotJobIdentifier: ResourceSnapshotJobId,
  });
  expect(job).toMatchObject({
    Status: 'Running',
    EngagementId: engagementId,
    ResourceType: 'Opportunity',
    ResourceId: opportunityId,
    ResourceSnapshotTemplateName: 'OpportunitySummaryView',
  });
  const name = {
    Catalog: 'Sandbox',
    EngagementIdentifier: engagementId,
    ResourceType: 'Opportunity',
    ResourceIdentifier: opportunityId,
    ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
  } as const;
  for (const client of [alpha, aws]) {
    expect(await client.getResourceSnapshot(name)).toMatchObject({
      Revision: 1,
      CreatedBy: ALPHA,
      TargetMemberAccounts: ['aws', ALPHA],
      Payload: { OpportunitySummary: { Lifecycle: { ReviewStatus: 'Approved', Stage: 'Qualified' } } },
    });
  }
});

test('the events of an AWS referral go in order to the right accounts', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const { opportunityId, invitationId, engagementId } = await refer(alpha);
  const before = (await readFeed(server)).length;
  await runAcceptTask(alpha, invitationId);
  const events = (await readFeed(server)).slice(before);
  const invitation = `Sandbox/engagement-invitation/${invitationId}`;
  const joint = `Sandbox/engagement/${engagementId}`;
  const snapshot = `${joint}/resource/Opportunity/${opportunityId}/template/OpportunitySummaryView/snapshot/1`;
  expect(events.map(said)).toEqual([
    ['Engagement Invitation Accepted', '0', AWS, invitation],
    ['Engagement Invitation Accepted', '0', ALPHA, invitation],
    ['Engagement Member Added', '0', AWS, joint],
    ['Engagement Member Added', '0', ALPHA, joint],
    ['Opportunity Created', '0', ALPHA, opportunityId],
    ['Opportunity Updated', '0', ALPHA, opportunityId],
    ['Engagement Resource Snapshot Created', '0', AWS, snapshot],
    ['Engagement Resource Snapshot Created', '0', ALPHA, snapshot],
  ]);
  expect(events[0]?.detail.engagementInvitation).toMatchObject({
    participantType: 'SENDER',
    senderAccountId: 'aws',
    receiverAccountId: ALPHA,
  });
  expect(events[1]?.detail.engagementInvitation).toMatchObject({ participantType: 'RECEIVER' });
  expect(events[3]?.detail).toEqual({
    schemaVersion: '1',
    catalog: 'Sandbox',
    engagement: { id: engagementId },
    engagementMember: { accountId: ALPHA, companyName: `Partner ${ALPHA}` },
  });
  expect(events[4]).toEqual({
    version: '0',
    id: expect.any(String),
    'detail-type': 'Opportunity Created',
    source: 'aws.partnercentral-selling',
    account: ALPHA,
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    region: 'us-east-1',
    resources: [],
    detail: { schemaVersion: '1', catalog: 'Sandbox', opportunity: { identifier: opportunityId } },
  });
  expect(events[7]?.detail.resourceSnapshot).toEqual({
    arn: expect.stringMatching(new RegExp(`${snapshot}$`)),
    engagementId,
    resourceType: 'Opportunity',
    resourceId: opportunityId,
    createdBy: ALPHA,
    targetMemberAccounts: ['aws', ALPHA],
    resourceSnapshotTemplateName: 'OpportunitySummaryView',
  });
});

// AWS may also invite with CreateEngagementInvitation; then it has no opportunity to copy.
test('an invitation that AWS sends with CreateEngagementInvitation is a referral as well', async () => {
  const server = await startServer();
  const [alpha, aws] = [clientOf(server, ALPHA), clientOf(server, AWS)];
  const { Id: engagementId = '' } = await aws.createEngagement(engagement());
  const { Id = '' } = await aws.createEngagementInvitation(opportunityInvitation(engagementId, ALPHA));
  const { OpportunityId = '' } = await runAcceptTask(alpha, Id);
  expect(await alpha.getOpportunity({ Catalog: 'Sandbox', Identifier: OpportunityId })).toMatchObject({
    Customer: { Account: { CompanyName: 'Example Corp', Address: { CountryCode: 'US' } } },
    Project: { Title: 'Move the shop' },
    LifeCycle: { ReviewStatus: 'Approved' },
  });
  const summary = await alpha.getAwsOpportunitySummary({
    Catalog: 'Sandbox',
    RelatedOpportunityIdentifier: OpportunityId,
  });
  expect(summary).toMatchObject({ Origin: 'AWS Referral', Visibility: 'Full' });
});
