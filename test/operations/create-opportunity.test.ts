import { expect, test } from 'vitest';
import { opportunity, refer } from '../support/data.ts';
import { ALPHA, AWS, BETA, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';
import { getOpportunity } from '../support/update.ts';

test('an opportunity is kept as it was given, not submitted yet, with its first next step remembered', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const request = opportunity();
  const created = await client.createOpportunity(request);
  expect(created).toMatchObject({
    Id: expect.stringMatching(/^O\d+$/),
    PartnerOpportunityIdentifier: 'crm-4711',
  });
  const { Id = '', LastModifiedDate } = created;

  const { Catalog, ClientToken, Origin, LifeCycle, ...given } = request;
  expect(await getOpportunity(client, Id)).toMatchObject({
    ...given,
    Catalog: 'Sandbox',
    Id,
    Arn: `arn:aws:partnercentral:us-east-1:${ALPHA}:catalog/Sandbox/opportunity/${Id}`,
    CreatedDate: LastModifiedDate,
    LastModifiedDate,
    RelatedEntityIdentifiers: {},
    LifeCycle: {
      ...LifeCycle,
      ReviewStatus: 'Pending Submission',
      NextStepsHistory: [{ Value: 'Meet', Time: LastModifiedDate }],
    },
  });
});

test('the review and the history are not the partner’s to give', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const { Id = '' } = await client.createOpportunity(
    opportunity({
      LifeCycle: {
        Stage: 'Prospect',
        ReviewStatus: 'Approved',
        ReviewComments: 'Fine',
        ReviewStatusReason: 'Fine',
        NextStepsHistory: [{ Value: 'Made up', Time: new Date(0) }],
      },
    }),
  );
  const { LifeCycle } = await getOpportunity(client, Id);
  expect(LifeCycle).toEqual({ Stage: 'Prospect', ReviewStatus: 'Pending Submission', NextStepsHistory: [] });
});

test('in catalog AWS a partner’s own opportunity is created, AWS’s is refused', async () => {
  const client = clientOf(await startServer(), ALPHA);
  expect(await client.createOpportunity(opportunity({ Catalog: 'AWS' }))).toHaveProperty('Id');
  const error = await errorOf(
    client.createOpportunity(opportunity({ Catalog: 'AWS', Origin: 'AWS Referral' })),
  );
  expect(error).toMatchObject({ name: 'ValidationException', Reason: 'BUSINESS_VALIDATION_FAILED' });
  expect(faultsOf(error)).toEqual(['origin: ACTION_NOT_PERMITTED']);
  expect(
    (await client.listEngagementInvitations({ Catalog: 'AWS', ParticipantType: 'RECEIVER' }))
      .EngagementInvitationSummaries,
  ).toEqual([]);
});

test('AWS cannot refer to itself', async () => {
  const aws = clientOf(await startServer(), AWS);
  const error = await errorOf(aws.createOpportunity(opportunity({ Origin: 'AWS Referral' })));
  expect(faultsOf(error)).toEqual(['origin: ACTION_NOT_PERMITTED']);
});

test('an AWS referral is AWS’s opportunity, an engagement, and a pending invitation to the caller', async () => {
  const server = await startServer();
  const [client, aws] = [clientOf(server, ALPHA), clientOf(server, AWS)];
  const { opportunityId, invitationId, engagementId } = await refer(client);

  expect((await errorOf(getOpportunity(client, opportunityId))).name).toBe('ResourceNotFoundException');
  expect((await getOpportunity(aws, opportunityId)).LifeCycle?.ReviewStatus).toBe('Approved');
  const engagement = await aws.getEngagement({ Catalog: 'Sandbox', Identifier: engagementId });
  expect(engagement).toMatchObject({
    CreatedBy: 'aws',
    MemberCount: 1,
    Contexts: [{ Id: '1', Type: 'CustomerProject' }],
  });
  const invitation = await client.getEngagementInvitation({ Catalog: 'Sandbox', Identifier: invitationId });
  expect(invitation).toMatchObject({
    Status: 'PENDING',
    SenderAwsAccountId: 'aws',
    Receiver: { Account: { AwsAccountId: ALPHA } },
    PayloadType: 'OpportunityInvitation',
    EngagementId: engagementId,
  });
});

test('an invitation of AWS hides who the customer is exactly', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const { invitationId } = await refer(client);
  const { Payload } = await client.getEngagementInvitation({ Catalog: 'Sandbox', Identifier: invitationId });
  expect(Payload?.OpportunityInvitation?.Customer).toEqual({
    CompanyName: 'Example Corp',
    CountryCode: 'US',
    Industry: 'Software and Internet',
    WebsiteUrl: 'https://www.example.com',
  });
  const text = JSON.stringify(Payload);
  for (const hidden of ['1 Main St', 'Seattle', '98101', 'Major', '123456789012', 'none yet']) {
    expect(text).not.toContain(hidden);
  }
});

test.each([
  [
    'a customer in another industry that is not named',
    { Customer: { Account: { CompanyName: 'X', Industry: 'Other' } } },
    'customer.account.otherIndustry: REQUIRED_FIELD_MISSING',
  ],
  [
    'a loss without a reason',
    { LifeCycle: { Stage: 'Closed Lost' } },
    'lifeCycle.closedLostReason: REQUIRED_FIELD_MISSING',
  ],
  ['national security outside of government', { NationalSecurity: 'Yes' }, 'nationalSecurity: INVALID_VALUE'],
  [
    'a close date in the past',
    { LifeCycle: { TargetCloseDate: '2020-01-01' } },
    'lifeCycle.targetCloseDate: INVALID_VALUE',
  ],
  [
    'a spend without an amount',
    {
      Project: {
        ExpectedCustomerSpend: [{ CurrencyCode: 'USD', Frequency: 'Monthly', TargetCompany: 'AWS' }],
      },
    },
    'project.expectedCustomerSpend.amount: REQUIRED_FIELD_MISSING',
  ],
  ['a reserved tag', { Tags: [{ Key: 'aws:x', Value: '1' }] }, 'tags.key: INVALID_VALUE'],
] as const)('%s is refused', async (_what, changes, fault) => {
  const client = clientOf(await startServer(), ALPHA);
  const error = await errorOf(client.createOpportunity(opportunity(changes as never)));
  expect(error).toMatchObject({ name: 'ValidationException', Reason: 'BUSINESS_VALIDATION_FAILED' });
  expect(faultsOf(error)).toEqual([fault]);
  expect((await client.listOpportunities({ Catalog: 'Sandbox' })).OpportunitySummaries).toEqual([]);
});

test('every fault is told at once', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const error = await errorOf(
    client.createOpportunity(
      opportunity({
        NationalSecurity: 'Yes',
        LifeCycle: { Stage: 'Closed Lost', TargetCloseDate: '2020-01-01' },
      }),
    ),
  );
  expect(faultsOf(error)).toHaveLength(3);
});

test('an opportunity is one account’s, in one catalog', async () => {
  const server = await startServer();
  const { Id = '' } = await clientOf(server, ALPHA).createOpportunity(opportunity());
  expect((await errorOf(getOpportunity(clientOf(server, BETA), Id))).name).toBe('ResourceNotFoundException');
  const other = clientOf(server, ALPHA).getOpportunity({ Catalog: 'AWS', Identifier: Id });
  expect((await errorOf(other)).name).toBe('ResourceNotFoundException');
});
