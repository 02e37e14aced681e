import { describe, expect, test } from 'vitest';
import type { OpportunityDocument } from '../../../src/model/documents.ts';
import {
  canBeSubmitted,
  type InvolvementType,
  submissionFaults,
  submittedOpportunity,
} from '../../../src/rules/opportunities/submission.ts';
import { changed } from './changed.ts';
import { complete } from './complete.ts';

const ready = complete();

const faultsOf = (document: OpportunityDocument, involvement: InvolvementType = 'Co-Sell') =>
  submissionFaults(document, involvement).map(({ FieldName, Code }) => `${FieldName}: ${Code}`);
const missing = (path: string) => `${path}: REQUIRED_FIELD_MISSING`;

test('a complete opportunity can be submitted with either involvement', () => {
  expect(faultsOf(ready)).toEqual([]);
  expect(faultsOf(ready, 'For Visibility Only')).toEqual([]);
});

describe('it needs', () => {
  test.each([
    'OpportunityType',
    'NationalSecurity',
    'Marketing.Source',
    'Customer.Account.OtherIndustry',
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
      expect(faultsOf(changed(ready, path), involvement)).toEqual([missing(path)]);
      expect(faultsOf(changed(ready, path, ''), involvement)).toEqual([missing(path)]);
    }
  });

  test.each([
    'Project.DeliveryModels',
    'Project.ExpectedCustomerSpend',
    'Project.SalesActivities',
    'PrimaryNeedsFromAws',
  ])('one of %s', (path) => {
    expect(faultsOf(changed(ready, path))).toEqual([missing(path)]);
    expect(faultsOf(changed(ready, path, []))).toEqual([missing(path)]);
  });

  test('a state and postal code only in the United States', () => {
    const Address = { CountryCode: 'DE' };
    expect(faultsOf(changed(ready, 'Customer.Account.Address', Address))).toEqual([]);
  });

  test('a website only if NationalSecurity is not Yes', () => {
    const secret = changed(ready, 'NationalSecurity', 'Yes');
    expect(faultsOf(changed(secret, 'Customer.Account.WebsiteUrl'))).toEqual([]);
  });

  test('no needs from AWS and no sales activities for visibility only [seen], which sets the needs', () => {
    const without = changed(changed(ready, 'PrimaryNeedsFromAws'), 'Project.SalesActivities');
    expect(faultsOf(without, 'For Visibility Only')).toEqual([]);
    expect(submittedOpportunity(without, 'For Visibility Only').PrimaryNeedsFromAws).toEqual([
      'Do Not Need Support from AWS Sales Rep',
    ]);
    expect(submittedOpportunity(ready, 'For Visibility Only')).toEqual(ready);
    expect(submittedOpportunity(without, 'Co-Sell')).toEqual(without);
  });

  test('the funding of a marketing activity', () => {
    expect(faultsOf(changed(ready, 'Marketing.AwsFundingUsed'))).toEqual([
      missing('Marketing.AwsFundingUsed'),
    ]);
    expect(faultsOf(changed(ready, 'Marketing', { Source: 'None' }))).toEqual([]);
  });

  test('an offering: a solution, or a solution or product in AWS Marketplace', () => {
    const solution = missing('RelatedEntityIdentifiers.Solutions');
    for (const related of [{}, { Solutions: [] }, { AwsProducts: ['AmazonEC2'] }]) {
      const nameless = changed(
        { ...ready, RelatedEntityIdentifiers: related },
        'Project.OtherSolutionDescription',
      );
      expect(faultsOf(nameless)).toEqual([solution]);
    }
    for (const related of [
      { Solutions: ['Other'] },
      { AwsMarketplaceSolutions: ['arn'] },
      { AwsMarketplaceProducts: ['arn'] },
    ]) {
      expect(faultsOf({ ...ready, RelatedEntityIdentifiers: related })).toEqual([]);
    }
  });

  test('or a description of another solution [seen], until it is committed', () => {
    const described = { ...ready, RelatedEntityIdentifiers: {} };
    expect(faultsOf(described)).toEqual([]);
    expect(faultsOf(changed(described, 'LifeCycle.Stage', 'Committed'))).toEqual([
      missing('RelatedEntityIdentifiers.Solutions'),
    ]);
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
  expect(faultsOf(changed(ready, 'LifeCycle.ReviewStatus', status))).toEqual(
    can ? [] : ['LifeCycle.ReviewStatus: INVALID_RESOURCE_STATE'],
  );
});

test.each([
  ['Prospect', true],
  ['Qualified', true],
  ['Technical Validation', true],
  ['Business Validation', true],
  ['Committed', true],
  ['Launched', true],
  ['Closed Lost', false],
] as const)('in the stage %s it can be submitted: %s', (stage, can) => {
  expect(faultsOf(changed(ready, 'LifeCycle.Stage', stage))).toEqual(
    can ? [] : ['LifeCycle.Stage: INVALID_VALUE'],
  );
});

test('an empty opportunity gets all faults', () => {
  expect(faultsOf({ RelatedEntityIdentifiers: {} })).toHaveLength(18);
});

test('a status that cannot be submitted is reported in AWS’s words [reported]', () => {
  const [fault] = submissionFaults(changed(ready, 'LifeCycle.ReviewStatus', 'Approved'), 'Co-Sell');
  expect(fault?.Message).toBe('Only Pending Submission or action required opportunities can be submitted');
});
