import { describe, expect, test } from 'vitest';
import type { OpportunityDocument } from '../../src/model/documents.ts';
import { canBeSubmitted, type InvolvementType, submissionFaults } from '../../src/rules/submission.ts';
import { changed } from './changed.ts';

const complete: OpportunityDocument = {
  OpportunityType: 'Net New Business',
  PrimaryNeedsFromAws: ['Co-Sell - Deal Support'],
  NationalSecurity: 'No',
  Customer: {
    Account: {
      CompanyName: 'Example',
      Industry: 'Retail',
      WebsiteUrl: 'https://example.com',
      Address: { CountryCode: 'US', StateOrRegion: 'Washington', PostalCode: '98101' },
    },
  },
  Project: {
    Title: 'Title',
    CustomerBusinessProblem: 'A problem of some length',
    CustomerUseCase: 'Migration / Database Migration',
    DeliveryModels: ['SaaS or PaaS'],
    ExpectedCustomerSpend: [{ Amount: '1', CurrencyCode: 'USD', Frequency: 'Monthly', TargetCompany: 'AWS' }],
  },
  LifeCycle: { ReviewStatus: 'Pending Submission', Stage: 'Qualified', TargetCloseDate: '2027-01-01' },
  RelatedEntityIdentifiers: { Solutions: ['S-1'] },
};

const faultsOf = (document: OpportunityDocument, involvement: InvolvementType = 'Co-Sell') =>
  submissionFaults(document, involvement).map(({ FieldName, Code }) => `${FieldName}: ${Code}`);
const missing = (path: string) => `${path}: REQUIRED_FIELD_MISSING`;

test('what has everything can be submitted, in either way', () => {
  expect(faultsOf(complete)).toEqual([]);
  expect(faultsOf(complete, 'For Visibility Only')).toEqual([]);
});

describe('it needs', () => {
  test.each([
    'OpportunityType',
    'Customer.Account.CompanyName',
    'Customer.Account.Industry',
    'Customer.Account.WebsiteUrl',
    'Customer.Account.Address.CountryCode',
    'Customer.Account.Address.StateOrRegion',
    'Customer.Account.Address.PostalCode',
    'LifeCycle.Stage',
    'LifeCycle.TargetCloseDate',
    'Project.Title',
    'Project.CustomerBusinessProblem',
    'Project.CustomerUseCase',
  ])('%s, which is not empty', (path) => {
    for (const involvement of ['Co-Sell', 'For Visibility Only'] as const) {
      expect(faultsOf(changed(complete, path), involvement)).toEqual([missing(path)]);
      expect(faultsOf(changed(complete, path, ''), involvement)).toEqual([missing(path)]);
    }
  });

  test.each(['Project.DeliveryModels', 'Project.ExpectedCustomerSpend', 'PrimaryNeedsFromAws'])(
    'one of %s',
    (path) => {
      expect(faultsOf(changed(complete, path))).toEqual([missing(path)]);
      expect(faultsOf(changed(complete, path, []))).toEqual([missing(path)]);
    },
  );

  test('a state and postal code only in the United States', () => {
    const Address = { CountryCode: 'DE' };
    expect(faultsOf(changed(complete, 'Customer.Account.Address', Address))).toEqual([]);
  });

  test('a website only where national security is not at stake', () => {
    const secret = changed(complete, 'NationalSecurity', 'Yes');
    expect(faultsOf(changed(secret, 'Customer.Account.WebsiteUrl'))).toEqual([]);
  });

  test('no needs from AWS for visibility only', () => {
    const without = changed(complete, 'PrimaryNeedsFromAws');
    expect(faultsOf(without, 'For Visibility Only')).toEqual([]);
  });

  test('something to sell: a solution, or a solution or product in AWS Marketplace', () => {
    const solution = missing('RelatedEntityIdentifiers.Solutions');
    for (const related of [{}, { Solutions: [] }, { AwsProducts: ['AmazonEC2'] }]) {
      expect(faultsOf({ ...complete, RelatedEntityIdentifiers: related })).toEqual([solution]);
    }
    for (const related of [
      { Solutions: ['Other'] },
      { AwsMarketplaceSolutions: ['arn'] },
      { AwsMarketplaceProducts: ['arn'] },
    ]) {
      expect(faultsOf({ ...complete, RelatedEntityIdentifiers: related })).toEqual([]);
    }
  });
});

test.each([
  ['Pending Submission', true],
  ['Action Required', true],
  ['Submitted', false],
  ['In review', false],
  ['Approved', false],
  ['Rejected', false],
] as const)('from the review status %s it can be submitted: %s', (status, can) => {
  expect(canBeSubmitted(status)).toBe(can);
  expect(faultsOf(changed(complete, 'LifeCycle.ReviewStatus', status))).toEqual(
    can ? [] : ['LifeCycle.ReviewStatus: INVALID_RESOURCE_STATE'],
  );
});

test.each([
  ['Prospect', false],
  ['Qualified', true],
  ['Technical Validation', true],
  ['Business Validation', true],
  ['Committed', true],
  ['Launched', true],
  ['Closed Lost', false],
] as const)('in the stage %s it can be submitted: %s', (stage, can) => {
  expect(faultsOf(changed(complete, 'LifeCycle.Stage', stage))).toEqual(
    can ? [] : ['LifeCycle.Stage: INVALID_VALUE'],
  );
});

test('of an empty opportunity every fault is told', () => {
  expect(faultsOf({ RelatedEntityIdentifiers: {} })).toHaveLength(15);
});
