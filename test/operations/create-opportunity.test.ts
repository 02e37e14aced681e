import { expect, test } from 'vitest';
import { customerOf, opportunity, projectOf, refer } from '../support/data.ts';
import { ALPHA, AWS, BETA, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';
import { getOpportunity } from '../support/update.ts';

test('an opportunity is stored as given, not submitted yet, and without a history [seen]', async () => {
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
    },
  });
});

test('a partner cannot set the review or the history', async () => {
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
  expect(LifeCycle).toEqual({ Stage: 'Prospect', ReviewStatus: 'Pending Submission' });
});

test('in catalog AWS a partner can create its own opportunity, but no AWS referral', async () => {
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

test('an AWS referral creates AWS’s opportunity, an engagement, and a pending invitation to the caller', async () => {
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

test('an invitation from AWS hides the customer’s identity', async () => {
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
    'a loss reason without a loss',
    { LifeCycle: { Stage: 'Qualified', ClosedLostReason: 'Price' } },
    'lifeCycle.closedLostReason: INVALID_VALUE',
  ],
  [
    'marketing details without a marketing activity',
    { Marketing: { Source: 'None', CampaignName: 'Spring' } },
    'marketing.campaignName: INVALID_VALUE',
  ],
  [
    'a marketing activity without its funding',
    { Marketing: { Source: 'Marketing Activity' } },
    'marketing.awsFundingUsed: REQUIRED_FIELD_MISSING',
  ],
  [
    'a revenue of zero',
    { SoftwareRevenue: { Value: { Amount: '0', CurrencyCode: 'USD' } } },
    'softwareRevenue.value.amount: VALUE_OUT_OF_RANGE',
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
      Project: projectOf({
        ExpectedCustomerSpend: [{ CurrencyCode: 'USD', Frequency: 'Monthly', TargetCompany: 'AWS' }],
      }),
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

test('all faults are reported at once', async () => {
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

test('an opportunity belongs to one account in one catalog', async () => {
  const server = await startServer();
  const { Id = '' } = await clientOf(server, ALPHA).createOpportunity(opportunity());
  expect((await errorOf(getOpportunity(clientOf(server, BETA), Id))).name).toBe('ResourceNotFoundException');
  const other = clientOf(server, ALPHA).getOpportunity({ Catalog: 'AWS', Identifier: Id });
  expect((await errorOf(other)).name).toBe('ResourceNotFoundException');
});

test('an opportunity without a stage is a Prospect; an industry of Other is described at submission [seen]', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const { Id = '' } = await client.createOpportunity(
    opportunity({ LifeCycle: {}, Customer: customerOf({ Industry: 'Other' }) }),
  );
  expect((await getOpportunity(client, Id)).LifeCycle?.Stage).toBe('Prospect');
});

test('members that AWS requires at creation are all reported; others only at submission [reported]', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const request = { Catalog: 'Sandbox', ClientToken: 'token' };
  const required = [
    'customer.account.companyName',
    'customer.account.industry',
    'customer.account.websiteUrl',
    'customer.account.address.countryCode',
    'project.title',
    'project.customerBusinessProblem',
    'project.expectedCustomerSpend',
  ];
  expect(faultsOf(await errorOf(client.createOpportunity(request)))).toEqual(
    required.map((member) => `${member}: REQUIRED_FIELD_MISSING`),
  );
  const { CompanyName, Industry, WebsiteUrl, Address } = customerOf().Account ?? {};
  const { Title, CustomerBusinessProblem, ExpectedCustomerSpend } = projectOf();
  const least = {
    ...request,
    Customer: {
      Account: { CompanyName, Industry, WebsiteUrl, Address: { CountryCode: Address?.CountryCode } },
    },
    Project: { Title, CustomerBusinessProblem, ExpectedCustomerSpend },
  };
  expect(await client.createOpportunity(least)).toHaveProperty('Id');
});

test.each([
  [{ Customer: customerOf({ Industry: '' as never }) }, 'customer.account.industry: INVALID_ENUM_VALUE'],
  [{ Customer: customerOf({ Duns: '' }) }, 'customer.account.duns: INVALID_STRING_FORMAT'],
  [{ Customer: customerOf({ AwsAccountId: '' }) }, 'customer.account.awsAccountId: INVALID_STRING_FORMAT'],
  [{ Project: projectOf({ CompetitorName: '' as never }) }, 'project.competitorName: INVALID_ENUM_VALUE'],
  [{ Marketing: { AwsFundingUsed: '' as never } }, 'marketing.awsFundingUsed: INVALID_ENUM_VALUE'],
])('an empty text in an enum or a pattern is refused [reported]', async (changes, fault) => {
  const client = clientOf(await startServer(), ALPHA);
  expect(faultsOf(await errorOf(client.createOpportunity(opportunity(changes))))).toEqual([fault]);
});
