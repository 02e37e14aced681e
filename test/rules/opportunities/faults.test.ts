import { expect, test } from 'vitest';
import type { OpportunityDocument } from '../../../src/model/documents.ts';
import { closeDateIsAhead, opportunityFaults } from '../../../src/rules/opportunities/faults.ts';

const now = '2026-11-23T09:30:00.000Z';
const faultsOf = (document: object) =>
  opportunityFaults({ RelatedEntityIdentifiers: {}, ...document } as OpportunityDocument, now).map(
    ({ FieldName, Code }) => `${FieldName}: ${Code}`,
  );
const account = (Account: object, more: object = {}) => ({ Customer: { Account }, ...more });
const spend = (given: object, project: object = {}) => ({
  Project: {
    ExpectedCustomerSpend: [{ Amount: '1', CurrencyCode: 'USD', TargetCompany: 'AWS', ...given }],
    ...project,
  },
});
const euro = { AwsPartition: 'aws-eusc' };
const revenue = (CurrencyCode: string, Amount = '1') => ({
  SoftwareRevenue: { Value: { Amount, CurrencyCode } },
});
const other = (project: object, Stage = 'Qualified') => ({
  Project: project,
  LifeCycle: { Stage },
  RelatedEntityIdentifiers: { Solutions: ['S-1', 'Other'] },
});
const described = { OtherSolutionDescription: 'Ours' };

test.each([
  ['an industry without a name, until it is submitted [seen]', account({ Industry: 'Other' })],
  ['a known industry without a name', account({ Industry: 'Retail' })],
  ['a loss with a reason', { LifeCycle: { Stage: 'Closed Lost', ClosedLostReason: 'Price' } }],
  ['a launch without a loss reason', { LifeCycle: { Stage: 'Launched' } }],
  ['national security in government', account({ Industry: 'Government' }, { NationalSecurity: 'Yes' })],
  ['no national security elsewhere', account({ Industry: 'Retail' }, { NationalSecurity: 'No' })],
  ['euros in the sovereign cloud', { ...spend({ CurrencyCode: 'EUR' }, euro), ...revenue('EUR') }],
  ['dollars in another partition', { ...spend({}, { AwsPartition: 'aws' }), ...revenue('USD') }],
  ['dollars without a partition', { ...spend({}), ...revenue('USD') }],
  ['no money in the sovereign cloud', { Project: euro }],
  ['other competitors by name', { Project: { CompetitorName: '*Other', OtherCompetitorNames: 'Ana Ltd' } }],
  ['a known competitor', { Project: { CompetitorName: 'On-Prem' } }],
  ['another solution that is described', other(described)],
  ['a named solution that is committed', { ...other({}), RelatedEntityIdentifiers: { Solutions: ['S-1'] } }],
])('%s breaks no rule', (_what, document) => {
  expect(faultsOf(document)).toEqual([]);
});

test.each([
  [
    'a loss without a reason',
    { LifeCycle: { Stage: 'Closed Lost' } },
    'LifeCycle.ClosedLostReason: REQUIRED_FIELD_MISSING',
  ],
  [
    'a loss reason without a loss',
    { LifeCycle: { Stage: 'Launched', ClosedLostReason: 'Price' } },
    'LifeCycle.ClosedLostReason: INVALID_VALUE',
  ],
  [
    'a revenue of 0',
    { SoftwareRevenue: { Value: { Amount: '0.00', CurrencyCode: 'USD' } } },
    'SoftwareRevenue.Value.Amount: VALUE_OUT_OF_RANGE',
  ],
  [
    'national security elsewhere',
    account({ Industry: 'Retail' }, { NationalSecurity: 'Yes' }),
    'NationalSecurity: INVALID_VALUE',
  ],
  ['national security without a customer', { NationalSecurity: 'Yes' }, 'NationalSecurity: INVALID_VALUE'],
  [
    'dollars in the sovereign cloud',
    spend({}, euro),
    'Project.ExpectedCustomerSpend[0].CurrencyCode: INVALID_VALUE',
  ],
  [
    'a revenue in dollars in the sovereign cloud',
    { Project: euro, ...revenue('USD') },
    'SoftwareRevenue.Value.CurrencyCode: INVALID_VALUE',
  ],
  [
    'other competitors beside a known one',
    { Project: { CompetitorName: 'On-Prem', OtherCompetitorNames: 'Ana Ltd' } },
    'Project.OtherCompetitorNames: INVALID_VALUE',
  ],
  [
    'other competitors without a competitor',
    { Project: { OtherCompetitorNames: 'Ana Ltd' } },
    'Project.OtherCompetitorNames: INVALID_VALUE',
  ],
  [
    'another solution that is not described',
    other({}),
    'Project.OtherSolutionDescription: REQUIRED_FIELD_MISSING',
  ],
  [
    'another solution that is committed',
    other(described, 'Committed'),
    'RelatedEntityIdentifiers.Solutions: INVALID_VALUE',
  ],
  [
    'another solution that is launched',
    other(described, 'Launched'),
    'RelatedEntityIdentifiers.Solutions: INVALID_VALUE',
  ],
])('%s is a fault', (_what, document, fault) => {
  expect(faultsOf(document)).toEqual([fault]);
});

test('a fault names the element of the list', () => {
  const { ExpectedCustomerSpend: [dollars] = [] } = spend({}).Project;
  const euros = { ...dollars, CurrencyCode: 'EUR' };
  expect(faultsOf({ Project: { ...euro, ExpectedCustomerSpend: [euros, dollars, euros, dollars] } })).toEqual(
    [
      'Project.ExpectedCustomerSpend[1].CurrencyCode: INVALID_VALUE',
      'Project.ExpectedCustomerSpend[3].CurrencyCode: INVALID_VALUE',
    ],
  );
});

test('all faults are returned', () => {
  expect(
    faultsOf({
      ...account({ Industry: 'Other' }, { NationalSecurity: 'Yes' }),
      ...other({}, 'Closed Lost'),
      ...revenue('USD', '0'),
    }),
  ).toHaveLength(4);
});

test('a close date before today in UTC is a fault', () => {
  const faults = (TargetCloseDate?: string) =>
    closeDateIsAhead({ RelatedEntityIdentifiers: {}, LifeCycle: { TargetCloseDate } }, now).map(
      ({ FieldName, Code }) => `${FieldName}: ${Code}`,
    );
  expect(faults('2026-11-22')).toEqual(['LifeCycle.TargetCloseDate: INVALID_VALUE']);
  for (const day of ['2026-11-23', '2026-11-24', undefined]) expect(faults(day), day).toEqual([]);
});
