import * as sdk from '@aws-sdk/client-partnercentral-selling';
import type { NormalizedSchema } from '@smithy/core/schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Limit, Pattern } from '../../src/kit/shape/limit.ts';
import { textCheck } from '../../src/model/check.ts';
import { inputSchema, operationNames } from '../../src/model/contract.ts';
import * as prose from '../../src/model/limits/prose.ts';
import { alsoRequired, limits } from '../../src/model/limits.ts';
import { isMatch, looksOf } from '../support/backtracking.ts';

/** Maximum average looks at a character: far above what linear patterns need, far below quadratic ones. */
const MOST_LOOKS = 60;

/** Every structure in the input of an operation, by name. */
const structures = new Map<string, NormalizedSchema>();
const collect = (schema: NormalizedSchema): void => {
  if (schema.isListSchema() || schema.isMapSchema()) collect(schema.getValueSchema());
  const name = schema.getName() ?? '';
  if (!schema.isStructSchema() || structures.has(name)) return;
  structures.set(name, schema);
  for (const [, member] of schema.structIterator()) collect(member);
};
for (const operation of operationNames) collect(inputSchema(operation));

const named = Object.entries(limits).flatMap(([structure, members]) =>
  Object.entries(members).map(([member, limit]) => [`${structure}.${member}`, limit] as const),
);
const parts = (limit: Limit): Limit[] => {
  if (limit.kind === 'items') return [limit, ...(limit.element ? parts(limit.element) : [])];
  return limit.kind === 'oneOf' && limit.form ? [limit, limit.form] : [limit];
};

describe('the table fits the SDK', () => {
  test('every structure and member in the table exists in the SDK', () => {
    for (const [structure, members] of [...Object.entries(limits), ...Object.entries(alsoRequired)]) {
      const known = Object.keys(structures.get(structure)?.getMemberSchemas() ?? {});
      expect(known, structure).toEqual(
        expect.arrayContaining(Array.isArray(members) ? members : Object.keys(members)),
      );
    }
  });

  test('every limit fits its member’s type', () => {
    const fits = (schema: NormalizedSchema, limit: Limit): boolean => {
      if (limit.kind === 'items') {
        return schema.isListSchema() && (!limit.element || fits(schema.getValueSchema(), limit.element));
      }
      return limit.kind === 'range' ? schema.isNumericSchema() : schema.isStringSchema();
    };
    for (const [name, limit] of named) {
      const [structure = '', member = ''] = name.split('.');
      expect(fits(structures.get(structure)!.getMemberSchema(member), limit), name).toBe(true);
    }
  });

  /** Members without a limit in both the model and the API reference. */
  const unlimited = [
    'ExpectedCustomerSpend.EstimationUrl',
    'LifeCycle.ReviewComments',
    'LifeCycle.ReviewStatusReason',
    'ListEngagementInvitationsRequest.NextToken',
    'ListEngagementMembersRequest.NextToken',
    'ListEngagementResourceAssociationsRequest.NextToken',
    'ListEngagementsRequest.NextToken',
    'ListOpportunitiesRequest.NextToken',
    'ListProspectingFromEngagementTasksRequest.NextToken',
    'ListResourceSnapshotJobsRequest.NextToken',
    'ListResourceSnapshotsRequest.NextToken',
    'ListSolutionsRequest.NextToken',
    'Marketing.CampaignName',
    'NextStepsHistory.Value',
    'ProspectingInsights.SolutionCategory',
    'ProspectingInsights.SolutionScore',
    'ProspectingInsights.SolutionSubCategory',
    'ProspectingResultAws.TaskArn',
    'ProspectingResultAws.TaskId',
    'ProspectingResultAws.TaskName',
    'ProspectingResultCustomer.EligiblePrograms',
    'ProspectingResultCustomer.Geo',
    'ProspectingResultCustomer.PublicProfileSummary',
    'ProspectingResultCustomer.Region',
    'ProspectingResultCustomer.Segment',
    'ProspectingResultCustomer.SubIndustry',
    'ProspectingResultCustomer.SubRegion',
  ];
  test('every string, number and list of scalars has a limit or is known to have none', () => {
    const without = [...structures].flatMap(([structure, schema]) =>
      [...schema.structIterator()]
        .filter(([name, member]) => {
          const scalar = member.isListSchema() ? member.getValueSchema() : member;
          return !limits[structure]?.[name] && (scalar.isStringSchema() || scalar.isNumericSchema());
        })
        .map(([name]) => `${structure}.${name}`),
    );
    expect(without.sort()).toEqual(unlimited);
  });

  /** Number of values in the model of botocore 1.43.11; a newer SDK has at least as many. */
  const enumSizes = {
    ...{ AwsFundingUsed: 2, AwsPartition: 1, Channel: 13, ClosedLostReason: 19, CompetitorName: 11 },
    ...{
      CountryCode: 249,
      CurrencyCode: 168,
      DeliveryModel: 6,
      EngagementContextType: 2,
      EngagementSortName: 1,
    },
    ...{
      EngagementInvitationPayloadType: 2,
      ExpectedContractDurationTerm: 1,
      Industry: 28,
      InvitationStatus: 4,
    },
    ...{
      ListTasksSortName: 1,
      MarketingSource: 2,
      NationalSecurity: 2,
      OpportunityOrigin: 2,
      OpportunityType: 3,
    },
    ...{ OpportunityEngagementInvitationSortName: 1, OpportunitySortName: 5, ParticipantType: 2, SortBy: 1 },
    ...{ ReceiverResponsibility: 9, RelatedEntityType: 4 },
    ...{ ResourceSnapshotJobStatus: 2, ResourceType: 1, RevenueModel: 3, ReviewStatus: 6, SalesActivity: 8 },
    ...{
      SalesInvolvementType: 2,
      SolutionSortName: 5,
      SolutionStatus: 3,
      SortOrder: 2,
      Stage: 7,
      TaskStatus: 3,
    },
    ...{ Visibility: 2 },
  };
  test('every enum is a whole enum of the SDK, or a list that exists only in prose', () => {
    const key = (values: Iterable<string>) => [...values].sort().join('|');
    const ours = new Set(
      named
        .flatMap(([, limit]) => parts(limit))
        .flatMap((part) => (part.kind === 'oneOf' ? key(part.values) : [])),
    );
    const exported = sdk as unknown as Record<string, Record<string, string>>;
    for (const [name, size] of Object.entries(enumSizes)) {
      const values = Object.values(exported[name] ?? {});
      expect(values.length, name).toBeGreaterThanOrEqual(size);
      expect(ours.has(key(values)), name).toBe(true);
    }
    const theirs = new Set(Object.keys(enumSizes).map((name) => key(Object.values(exported[name] ?? {}))));
    theirs.add(key(Object.values(sdk.ProspectingFromEngagementTaskSortName)));
    const { contractMonths, ...lists } = prose;
    const others = [['AWS', 'Sandbox'], ...Object.values(lists)].map(key);
    expect([...ours].filter((values) => !theirs.has(values)).sort()).toEqual(others.sort());
  });
});

describe('patterns', () => {
  const patterns = new Map<string, Pattern>(
    named
      .flatMap(([, limit]) => parts(limit))
      .flatMap((part) => (part.kind === 'pattern' ? [[part.source, part] as const] : [])),
  );

  const ascii = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at));
  const units = [...ascii, 'é', '\u00a0', '🍞', 'a.', 'a-', 'a/', '0.', '.a', 'a@', '-.', 'a:', '1/a', 'a('];
  const starts = [
    ...['', 'a', 'a@', 'a.b@c.', 'www.', 'https://', 'http://www.a.', 'arn:', 'O', '+1', '1', '0.'],
    'arn:aws:iam::123456789012:role/',
    'arn:aws:partnercentral:us-east-1:123456789012:catalog/AWS/a',
  ];
  const ends = ['', '\n', '!', '@'];
  const texts = (length: number) =>
    starts.flatMap((start) => units.flatMap((unit) => ends.map((end) => start + unit.repeat(length) + end)));

  test.each([...patterns.keys()])('%s runs in linear time', (source) => {
    const most = (length: number): number => {
      const bound = MOST_LOOKS * length;
      return Math.max(...texts(length).map((text) => looksOf(source, text, bound))) / length;
    };
    expect(most(40)).toBeLessThan(MOST_LOOKS);
    expect(most(40)).toBeLessThanOrEqual(1.5 * most(20));
  });

  test('the counting engine matches like RegExp', () => {
    for (const { source, regexp } of patterns.values())
      for (const text of texts(3)) expect(isMatch(source, text), `${source} ${text}`).toBe(regexp.test(text));
  });

  // The model's own pattern for web sites: each dot can start a new repetition or belong to the previous one.
  test('an exponential pattern is detected', () => {
    const theirs = '((http|https)://)?(www[.])?([a-zA-Z0-9]|-)+([.][a-zA-Z0-9(-|/=?]+)+';
    expect(looksOf(theirs, `a${'.a'.repeat(40)}!`, 1_000_000)).toBe(1_000_000);
  });

  const allowed = (limit: Limit | undefined) => (value: string) => textCheck(limit)?.(value) === undefined;
  /* The model's own patterns that the table rewrites. They are exponential: use short texts only. */
  const rewritten: [name: string, ours: Limit | undefined, theirs: RegExp, alphabet: string[]][] = [
    [
      'website',
      limits.EngagementCustomer?.WebsiteUrl,
      /^(?=.{4,255}$)((http|https):\/\/)??(www[.])??([a-zA-Z0-9]|-)+?([.][a-zA-Z0-9(-|/|=|?)??]+?)+?$/,
      ['a', 'Z', '0', '-', '.', '(', '|', '}', '/', ':', '@', '~', ' ', '\n', 'www.', 'http://', 'https://'],
    ],
    [
      'sender email',
      limits.SenderContact?.Email,
      /^(?=.{1,80}$)[a-zA-Z0-9.!#$%&'*+/=?^_{|}~-]+@[a-zA-Z0-9-]+(?:.[a-zA-Z0-9-]+)*$/u,
      ['a', 'Z', '0', '-', '.', '@', '!', '`', ' ', 'é', '🍞', '\n', '\u2028'],
    ],
    [
      'mail',
      limits.Contact?.Email,
      /^(?=.{0,80}$)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/,
      ['a', 'Z', '0', '-', '.', '@', '`', '(', '\n'],
    ],
    ['token', limits.CreateOpportunityRequest?.ClientToken, /^.{1,255}$/u, ['a', '\n', '\r', '\u2028', '🍞']],
    [
      'tag key',
      limits.Tag?.Key,
      /^(?=.{1,128}$)([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$/u,
      ['a', 'é', '1', '_', '.', '-', '@', ' ', '!', '🍞', '𝒜'],
    ],
  ];
  test.each(rewritten)('%s allows the same text as the model’s own pattern', (_, ours, theirs, alphabet) => {
    const text = fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 12 });
    const isAllowed = allowed(ours);
    fc.assert(
      fc.property(text, (value) => {
        expect(isAllowed(value)).toBe(theirs.test(value));
      }),
      { numRuns: 3_000 },
    );
  });

  test.each([
    ['Account.AwsAccountId', ['aws', '123456789012'], ['1234567890123', '']],
    ['ExpectedCustomerSpend.Amount', ['', '0', '12.', '12.34'], ['01', '1.234', '-1', '1,2']],
    [
      'LifeCycle.TargetCloseDate',
      ['2027-12-31'],
      ['2027-13-01', '0027-01-01', '2027-1-1', '2027-01-01T00:00:00Z'],
    ],
    [
      'RejectEngagementInvitationRequest.RejectionReason',
      ['No', 'x'.repeat(80)],
      ['', 'x'.repeat(81), 'a\n', '🍞'],
    ],
    [
      'GetEngagementInvitationRequest.Identifier',
      ['engi-0123456789abc', 'arn:x'],
      ['engi-1', `arn:${'x'.repeat(252)}`],
    ],
    ['Tag.Value', ['', 'north 1/2'], ['x'.repeat(257), 'a#']],
    ['Contact.Phone', ['+4930123456'], ['030123', '+0301', '+1234567890123456']],
    [
      'PutSellingSystemSettingsRequest.ResourceSnapshotJobRoleIdentifier',
      ['role', 'arn:aws:iam::123456789012:role/a/b/role'],
      ['a/b', 'arn:aws:iam::1:role/a', ''],
    ],
  ])('%s', (name, good, bad) => {
    const [structure = '', member = ''] = name.split('.');
    const isAllowed = allowed(limits[structure]?.[member]);
    expect(good.filter((value) => !isAllowed(value))).toEqual([]);
    expect(bad.filter(isAllowed)).toEqual([]);
  });
});
