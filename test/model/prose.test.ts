import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NormalizedSchema } from '@smithy/core/schema';
import { describe, expect, test } from 'vitest';
import { inputSchema, operationNames } from '../../src/model/contract.ts';
import * as prose from '../../src/model/limits/prose.ts';
import { limits } from '../../src/model/limits.ts';

/*
 * The comments of the SDK's types from which the lists in src/model/limits/prose.ts were taken, November 2026: such values
 * exist only there.
 */

const package_ = import.meta.resolve('@aws-sdk/client-partnercentral-selling');
const types = readFileSync(fileURLToPath(new URL('../dist-types/models/models_0.d.ts', package_)), 'utf8');

/** The comment of each member, as `Structure.Member`, without its markup and in one line. */
const comments = new Map<string, string>();
for (const [, structure, body = ''] of types.matchAll(/^export interface (\w+) \{\n(.*?)^\}/gms)) {
  for (const [, comment = '', member] of body.matchAll(/\/\*\*(.*?)\*\/\s*(\w+)\??:/gs))
    comments.set(`${structure}.${member}`, plain(comment));
}

function plain(comment: string): string {
  return comment
    .replaceAll(/^\s*\*/gm, '')
    .replaceAll(/<[^>]*>|@public/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const fingerprint = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

const read: [member: string, list: keyof typeof prose | 'spend', fingerprint: string][] = [
  ['Address.StateOrRegion', 'states', '769bb1c64389'],
  ['Project.CustomerUseCase', 'customerUseCases', 'b148ecf67b8e'],
  ['Project.ApnPrograms', 'apnPrograms', '32cf855aaf76'],
  ['Marketing.UseCases', 'marketingUseCases', '175ea18a5d0d'],
  ['ExpectedContractDuration.Value', 'contractMonths', 'ff1e9924de4a'],
  ['ExpectedCustomerSpend.CurrencyCode', 'spendCurrencies', '84a451cf7170'],
  ['ExpectedCustomerSpend.Frequency', 'spendFrequencies', 'f18a2f3969d0'],
  ['ExpectedCustomerSpend.TargetCompany', 'spend', '04ab902f9bf2'],
  ['MonetaryValue.CurrencyCode', 'spendCurrencies', '5efdc77ea475'],
  ['LeadInsights.LeadReadinessScore', 'scores', 'da8703a4485e'],
  ['ProspectingInsights.MarketplaceEngagementScore', 'scores', '16420b6e55eb'],
];

describe('the comments that lists were taken from', () => {
  test.each(read)('%s has not changed', (member, list, expected) => {
    const comment = comments.get(member) ?? 'nothing: the member is gone';
    const where =
      list in prose ? `\`${list}\` in src/model/limits/prose.ts` : 'the rules of spend in src/rules';
    expect(
      fingerprint(comment),
      `The SDK's comment of ${member} has changed. Compare it with ${where}, then write its new fingerprint here. It says: ${comment}`,
    ).toBe(expected);
  });

  test('are compared without markup and white space', () => {
    expect(plain('\n     * <p>Valid   values: <code>A\n     * &amp; B</code> </p>\n * @public')).toBe(
      'Valid values: A & B',
    );
  });
});

/** The values that a comment lists: `Valid values: A | B | C`. */
const listed = (member: string): string[] => {
  const [, list = ''] = /Valid values: (.*)$/.exec(comments.get(member) ?? '') ?? [];
  return list.split(' | ');
};

describe('the lists', () => {
  test('have the values of the comments', () => {
    expect(prose.states).toEqual(listed('Address.StateOrRegion'));
    expect(prose.marketingUseCases).toEqual(listed('Marketing.UseCases'));
    expect(prose.apnPrograms).toEqual(listed('Project.ApnPrograms'));
    const useCases = listed('Project.CustomerUseCase');
    expect(prose.customerUseCases.slice(0, useCases.length)).toEqual(useCases);
    expect([useCases.length, prose.states.length]).toEqual([39, 62]);
  });

  // aws-samples/partner-crm-integration-samples: Opportunity_-_StandardValues.csv, and the page that creates opportunities.
  test('have the spelling of use cases in AWS’s standard values, too', () => {
    for (const spelling of [
      'Migration / Database Migration',
      'Edge Computing / End User Computing',
      'Big Data: Data Warehouse / Data Integration / ETL / Data Lake / BI',
    ])
      expect(prose.customerUseCases).toContain(spelling);
  });
});

/** Members that accept other values than their comments list. */
const open = new Map([
  ['ListSolutionsRequest.Category', 'a filter: an unknown category matches no solutions'],
  [
    'RejectEngagementInvitationRequest.RejectionReason',
    'the list "includes" its values, and the guide adds others',
  ],
]);

test('every request member whose comment lists its values has a list here, or is known to be open', () => {
  const named = /\b(valid|accepted|acceptable|possible|allowed) values\b/i;
  const unknown: string[] = [];
  const seen = new Set<string>();
  const visit = (schema: NormalizedSchema): void => {
    if (schema.isListSchema() || schema.isMapSchema()) visit(schema.getValueSchema());
    const name = schema.getName() ?? '';
    if (!schema.isStructSchema() || seen.has(name)) return;
    seen.add(name);
    for (const [member, shape] of schema.structIterator()) {
      visit(shape);
      const limit = limits[name]?.[member];
      const inner = limit?.kind === 'items' ? limit.element : limit;
      const isClosed = inner?.kind === 'oneOf' || inner?.kind === 'whole';
      const path = `${name}.${member}`;
      if (named.test(comments.get(path) ?? '') && !isClosed && !open.has(path)) unknown.push(path);
    }
  };
  for (const operation of operationNames) visit(inputSchema(operation));
  expect(unknown).toEqual([]);
});
