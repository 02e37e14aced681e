import { expect, test } from 'vitest';
import type { OpportunityDocument } from '../../../src/model/documents.ts';
import { givenFaults } from '../../../src/rules/opportunities/given.ts';
import { NO_SUPPORT } from '../../../src/rules/opportunities/needs.ts';
import { changed } from './changed.ts';
import { complete } from './complete.ts';

const now = '2026-11-23T09:30:00.000Z';
const plain = changed(complete('Approved'), 'Project.AwsPartition');
const told = (next: OpportunityDocument, before?: OpportunityDocument) =>
  givenFaults(next, before, now).map(({ FieldName, Code }) => `${FieldName}: ${Code}`);

test('a complete opportunity has no fault', () => {
  expect(told(plain)).toEqual([]);
  expect(told(plain, plain)).toEqual([]);
});

test('marketing without an activity must have no other member', () => {
  const { AwsFundingUsed, CampaignName, UseCases, Channels } = plain.Marketing ?? {};
  const none = changed(plain, 'Marketing', {
    Source: 'None',
    AwsFundingUsed,
    CampaignName,
    UseCases,
    Channels,
  });
  expect(told(none)).toEqual([
    'Marketing.AwsFundingUsed: INVALID_VALUE',
    'Marketing.CampaignName: INVALID_VALUE',
    'Marketing.UseCases: INVALID_VALUE',
    'Marketing.Channels: INVALID_VALUE',
  ]);
  expect(told(changed(plain, 'Marketing', { Source: 'None', Channels: [], CampaignName: '' }))).toEqual([]);
});

test('use cases are only for activities that AWS funds', () => {
  const unfunded = changed(plain, 'Marketing.AwsFundingUsed', 'No');
  expect(told(unfunded)).toEqual(['Marketing.UseCases: INVALID_VALUE']);
  expect(told(changed(unfunded, 'Marketing.UseCases', []))).toEqual([]);
});

test('sending back values that AWS set, or a date that has passed, is no fault', () => {
  const made = changed(
    changed(plain, 'Marketing', { Source: 'None', CampaignName: 'Spring' }),
    'LifeCycle.TargetCloseDate',
    '2020-01-01',
  );
  expect(told(changed(made, 'Project.AdditionalComments', 'New'), made)).toEqual([]);
  expect(told(made)).toEqual([
    'Marketing.CampaignName: INVALID_VALUE',
    'LifeCycle.TargetCloseDate: INVALID_VALUE',
  ]);
});

test('no support excludes other needs, national security and co-selling before', () => {
  const needs = (...PrimaryNeedsFromAws: unknown[]) =>
    changed(plain, 'PrimaryNeedsFromAws', PrimaryNeedsFromAws);
  const fault = 'PrimaryNeedsFromAws: INVALID_VALUE';
  expect(told(needs(NO_SUPPORT))).toEqual([]);
  expect(told(needs(NO_SUPPORT, 'Co-Sell - Deal Support'))).toEqual([fault]);
  expect(told(needs(NO_SUPPORT), plain)).toEqual([fault]);
  expect(told(plain, needs(NO_SUPPORT))).toEqual([]);
  const secret = changed(needs(NO_SUPPORT), 'NationalSecurity', 'Yes');
  expect(told(changed(secret, 'Customer.Account.Industry', 'Government'))).toEqual([fault]);
});

test.each(['Committed', 'Launched'])('the stage %s needs a solution or a product', (stage) => {
  const next = changed(plain, 'LifeCycle.Stage', stage);
  const without = { ...next, RelatedEntityIdentifiers: { AwsProducts: ['AmazonEC2'] } };
  expect(told(next, plain)).toEqual([]);
  expect(told(without, plain)).toEqual(['RelatedEntityIdentifiers.Solutions: REQUIRED_FIELD_MISSING']);
});
