import { expect, test } from 'vitest';
import { normalAccount, normalAccounts } from '../../src/rules/accounts.ts';
import { contextFaults, numberContexts } from '../../src/rules/engagements/contexts.ts';
import { effectiveStatus, expirationDate } from '../../src/rules/invitations/invitations.ts';
import { closeDateIsAhead, opportunityFaults } from '../../src/rules/opportunities/faults.ts';
import { opportunityFromAws, opportunityFromPartner } from '../../src/rules/opportunities/from-invitation.ts';
import { invitationPayload } from '../../src/rules/snapshots/views.ts';
import { tagFaults } from '../../src/rules/tags.ts';

const now = '2026-11-23T09:30:00.000Z';

test('an account is 12 digits, or AWS in any case', () => {
  expect(['111122223333', 'aws', 'AWS', 'Aws'].map(normalAccount)).toEqual([
    '111122223333',
    'aws',
    'aws',
    'aws',
  ]);
  expect(['1', '1111222233334', 'awsx', ''].map(normalAccount)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(normalAccounts(['AWS', 'someone'])).toEqual(['aws', 'someone']);
  expect(normalAccounts(undefined)).toBeUndefined();
});

test('an invitation expires exactly after 15 days', () => {
  const expiration_date = expirationDate(now);
  expect(expiration_date).toBe('2026-12-08T09:30:00.000Z');
  const pending = { status: 'PENDING' as const, expiration_date };
  expect(effectiveStatus(pending, '2026-12-08T09:29:59.999Z')).toBe('PENDING');
  expect(effectiveStatus(pending, expiration_date)).toBe('EXPIRED');
  expect(effectiveStatus({ ...pending, status: 'ACCEPTED' }, '2027-01-01T00:00:00.000Z')).toBe('ACCEPTED');
});

test('the payload of a context must match its type, and contexts are numbered', () => {
  const contexts = [
    { Type: 'Lead', Payload: { CustomerProject: {} } },
    { Type: 'Lead' },
    { Type: 'Lead', Payload: { Lead: {} } },
  ] as never[];
  expect(contextFaults(contexts).map(({ FieldName, Code }) => [FieldName, Code])).toEqual([
    ['Contexts[0].Payload', 'INVALID_VALUE'],
    ['Contexts[1].Payload', 'REQUIRED_FIELD_MISSING'],
  ]);
  expect(numberContexts(contexts).map(({ Id }) => Id)).toEqual(['1', '2', '3']);
});

test('tag keys are unique and do not use AWS’s prefix', () => {
  const tags = [
    { Key: 'a', Value: '' },
    { Key: 'A', Value: '' },
    { Key: 'a', Value: '' },
    { Key: 'Aws:b', Value: '' },
  ];
  expect(tagFaults(tags).map(({ FieldName, Code }) => [FieldName, Code])).toEqual([
    ['Tags[2].Key', 'DUPLICATE_KEY_VALUE'],
    ['Tags[3].Key', 'INVALID_VALUE'],
  ]);
});

test('a close date is today or later in UTC', () => {
  const faults = (TargetCloseDate: string) =>
    closeDateIsAhead({ RelatedEntityIdentifiers: {}, LifeCycle: { TargetCloseDate } }, now);
  expect(faults('2026-11-22')).toHaveLength(1);
  expect(faults('2026-11-23')).toEqual([]);
});

test('an empty opportunity breaks no rule, and every broken rule is reported', () => {
  expect(opportunityFaults({ RelatedEntityIdentifiers: {} }, now)).toEqual([]);
  const broken = {
    RelatedEntityIdentifiers: {},
    NationalSecurity: 'Yes',
    Customer: { Account: { CompanyName: 'X', Industry: 'Other' } },
    LifeCycle: { Stage: 'Closed Lost' },
  } as never;
  expect(opportunityFaults(broken, now).map(({ FieldName }) => FieldName)).toEqual([
    'LifeCycle.ClosedLostReason',
    'NationalSecurity',
  ]);
});

const source = {
  RelatedEntityIdentifiers: { Solutions: ['S-1'] },
  PrimaryNeedsFromAws: ['Co-Sell - Deal Support'],
  Customer: {
    Account: { CompanyName: 'X', Address: { City: 'Seattle', CountryCode: 'US' } },
    Contacts: [{ Email: 'a@b.c' }],
  },
  Project: {
    Title: 'T',
    CustomerUseCase: 'Migration / Database Migration',
    DeliveryModels: ['Other'],
    ExpectedCustomerSpend: [{ Amount: '1' }],
  },
  LifeCycle: { Stage: 'Qualified', ReviewStatus: 'Submitted', TargetCloseDate: '2027-01-01' },
  Marketing: { Source: 'None', AwsFundingUsed: 'No', CampaignName: 'Spring' },
} as never;

test('an opportunity from AWS is copied whole and Approved', () => {
  expect(opportunityFromAws(source)).toMatchObject({
    Customer: { Account: { Address: { City: 'Seattle' } }, Contacts: [{ Email: 'a@b.c' }] },
    Project: { CustomerUseCase: 'Migration / Database Migration' },
    LifeCycle: { ReviewStatus: 'Approved', TargetCloseDate: '2027-01-01' },
  });
});

const invitation = {
  ReceiverResponsibilities: ['Reseller'],
  Customer: { CompanyName: 'Y', Industry: 'Retail', WebsiteUrl: 'y.example', CountryCode: 'DE' },
  Project: {
    Title: 'As the invitation has it',
    BusinessProblem: 'It is slow.',
    TargetCompletionDate: '2027-03-01',
    ExpectedCustomerSpend: [
      {
        Amount: '10000.00',
        CurrencyCode: 'USD',
        Frequency: 'Monthly',
        TargetCompany: 'Y',
        EstimationUrl: 'https://u',
      },
      { Amount: '10.50', CurrencyCode: 'USD', Frequency: 'Monthly', TargetCompany: 'AWS' },
      { CurrencyCode: 'USD', Frequency: 'Monthly', TargetCompany: 'AWS', EstimationUrl: 'https://u' },
    ],
  },
} as never;

test('an opportunity from a partner has what the invitation shows, plus the sender’s review status and campaign (seen: GetOpportunity)', () => {
  const spend = { CurrencyCode: 'USD', Frequency: 'Monthly', TargetCompany: 'AWS' };
  expect(opportunityFromPartner(invitation, source)).toEqual({
    Origin: 'Partner Referral',
    OpportunityType: 'Net New Business',
    NationalSecurity: 'No',
    PrimaryNeedsFromAws: ['Do Not Need Support from AWS Sales Rep'],
    Customer: {
      Account: {
        CompanyName: 'Y',
        Industry: 'Retail',
        WebsiteUrl: 'y.example',
        Address: { CountryCode: 'DE' },
      },
      Contacts: [],
    },
    Project: {
      Title: 'As the invitation has it',
      CustomerBusinessProblem: 'It is slow.',
      ExpectedCustomerSpend: [
        { ...spend, Amount: '10000' },
        { ...spend, Amount: '10.50' },
        { ...spend, EstimationUrl: 'https://u' },
      ],
    },
    LifeCycle: { Stage: 'Prospect', TargetCloseDate: '2027-03-01', ReviewStatus: 'Submitted' },
    Marketing: { Source: 'None', CampaignName: 'Spring' },
    RelatedEntityIdentifiers: {},
  });
});

test('an opportunity from a partner without one is Pending Submission', () => {
  const { LifeCycle, Marketing } = opportunityFromPartner(invitation, undefined);
  expect(LifeCycle?.ReviewStatus).toBe('Pending Submission');
  expect(Marketing).toEqual({ Source: 'None', CampaignName: undefined });
});

test('an invitation shows only the permitted members of the customer', () => {
  expect(Object.keys(invitationPayload(source).Customer)).toEqual([
    'Industry',
    'CompanyName',
    'WebsiteUrl',
    'CountryCode',
  ]);
});
