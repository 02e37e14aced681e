import { describe, expect, test } from 'vitest';
import type { OpportunityDocument, ReviewStatus } from '../../src/model/documents.ts';
import { editingFaults } from '../../src/rules/opportunity-editing.ts';
import { changed } from './changed.ts';

const document = (ReviewStatus: ReviewStatus): OpportunityDocument => ({
  RelatedEntityIdentifiers: {},
  PartnerOpportunityIdentifier: 'crm-1',
  PrimaryNeedsFromAws: ['Co-Sell - Deal Support'],
  Customer: {
    Account: {
      CompanyName: 'Example',
      Industry: 'Retail',
      WebsiteUrl: 'https://example.com',
      Address: {
        City: 'Seattle',
        CountryCode: 'US',
        PostalCode: '98101',
        StateOrRegion: 'Washington',
        StreetAddress: '1',
      },
    },
  },
  Project: {
    Title: 'Title',
    CustomerBusinessProblem: 'A problem of some length',
    ExpectedCustomerSpend: [{ Amount: '1', CurrencyCode: 'USD', Frequency: 'Monthly', TargetCompany: 'AWS' }],
    AdditionalComments: 'None',
  },
  LifeCycle: { ReviewStatus, Stage: 'Prospect', TargetCloseDate: '2027-01-01', NextSteps: 'Meet' },
});

const faultsOf = (status: ReviewStatus, path: string, value: unknown = 'other') =>
  editingFaults(document(status), changed(document(status), path, value)).map(({ FieldName }) => FieldName);

const address = ['City', 'CountryCode', 'PostalCode', 'StateOrRegion', 'StreetAddress'].map(
  (part) => `Customer.Account.Address.${part}`,
);
const others = [
  'Customer.Account.CompanyName',
  'Project.AdditionalComments',
  'LifeCycle.Stage',
  'LifeCycle.NextSteps',
  'PrimaryNeedsFromAws',
];

test('before it is submitted, all of an opportunity may change', () => {
  for (const path of [...address, ...others, 'Project.Title', 'PartnerOpportunityIdentifier']) {
    expect(faultsOf('Pending Submission', path), path).toEqual([]);
  }
});

test.each(['Submitted', 'In review', 'Rejected'] as const)('while it is %s, nothing may', (status) => {
  expect(faultsOf(status, 'Project.Title')).toEqual(['LifeCycle.ReviewStatus']);
  expect(editingFaults(document(status), document(status))).toHaveLength(1);
});

describe('when AWS asked for action', () => {
  test.each([
    ...address,
    'Customer.Account.WebsiteUrl',
    'LifeCycle.TargetCloseDate',
    'Project.ExpectedCustomerSpend',
    'Project.CustomerBusinessProblem',
    'PartnerOpportunityIdentifier',
  ])('%s may change', (path) => {
    expect(faultsOf('Action Required', path)).toEqual([]);
  });

  test.each([...others, 'Project.Title', 'Customer.Account.Industry'])(
    '%s may not, nor be left out',
    (path) => {
      expect(faultsOf('Action Required', path)).toEqual([path]);
      const without = changed(document('Action Required'), path);
      expect(editingFaults(document('Action Required'), without).map(({ FieldName }) => FieldName)).toEqual([
        path,
      ]);
    },
  );

  test('every fault is told, and an empty structure is none', () => {
    const next = changed(
      changed(document('Action Required'), 'Project.Title', 'x'),
      'LifeCycle.Stage',
      'Launched',
    );
    expect(editingFaults(document('Action Required'), { ...next, Marketing: {} })).toHaveLength(2);
  });
});

describe('once AWS approved', () => {
  const closed = [
    'Customer.Account.Address.CountryCode',
    'Customer.Account.Address.PostalCode',
    'Customer.Account.Industry',
    'Customer.Account.WebsiteUrl',
    'Project.CustomerBusinessProblem',
    'Project.Title',
    'PartnerOpportunityIdentifier',
  ];

  test.each(closed)('%s may not change', (path) => {
    expect(faultsOf('Approved', path)).toEqual([path]);
  });

  test.each([...others, 'Customer.Account.Address.City', 'LifeCycle.TargetCloseDate'])('%s may', (path) => {
    expect(faultsOf('Approved', path)).toEqual([]);
  });
});
