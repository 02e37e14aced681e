import { expect, test } from 'vitest';
import { maySeeSnapshot, templateFaults } from '../../../src/rules/snapshots/templates.ts';

const SUMMARY = 'OpportunitySummaryView';
const FULL = 'AwsOpportunitySummaryFullView';

test('there are two templates', () => {
  for (const template of [SUMMARY, FULL]) expect(templateFaults(template)).toEqual([]);
  for (const template of ['OpportunitySummary', 'opportunitysummaryview', '']) {
    expect(templateFaults(template), template).toMatchObject([
      { FieldName: 'ResourceSnapshotTemplateIdentifier', Code: 'INVALID_VALUE' },
    ]);
  }
});

test.each([
  [SUMMARY, '111111111111', true],
  [SUMMARY, '222222222222', true],
  [SUMMARY, 'aws', true],
  [FULL, '111111111111', true],
  [FULL, '222222222222', false],
  [FULL, 'aws', true],
])('of 111111111111’s %s, %s sees anything: %s', (template, account, may) => {
  expect(maySeeSnapshot({ template, created_by: '111111111111' }, account)).toBe(may);
});
