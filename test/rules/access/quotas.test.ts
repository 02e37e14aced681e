import { expect, test } from 'vitest';
import { loadOperations } from '../../../src/operations/index.ts';
import { quotaClassOf, quotasOf, readQuotas } from '../../../src/rules/access/quotas.ts';

test('each operation counts as what AWS lists it as, and every other one as a read or a write', async () => {
  const classes = Map.groupBy(await loadOperations(), ([name]) => quotaClassOf(name));
  const names = (of: Parameters<typeof classes.get>[0]) =>
    classes
      .get(of)
      ?.map(([name]) => name)
      .sort();
  expect(names('reads')).toEqual([
    'GetAwsOpportunitySummary',
    'GetEngagementInvitation',
    'GetOpportunity',
    'ListEngagementInvitations',
    'ListOpportunities',
    'ListSolutions',
  ]);
  expect(names('writes')).toEqual([
    'AssignOpportunity',
    'AssociateOpportunity',
    'CreateOpportunity',
    'DisassociateOpportunity',
    'RejectEngagementInvitation',
    'StartEngagementByAcceptingInvitationTask',
    'StartEngagementFromOpportunityTask',
    'UpdateOpportunity',
  ]);
  expect(names('engagementWrites')).toEqual(['CreateEngagement']);
  for (const [, operation] of classes.get('otherReads') ?? [])
    expect(['Read', 'List']).toContain(operation.access);
  for (const [, operation] of classes.get('otherWrites') ?? []) {
    expect(['Write', 'Tagging']).toContain(operation.access);
  }
});

test('the quotas of AWS are those of its documentation', () => {
  expect(quotasOf('aws')).toEqual({
    reads: { perSecond: 10, perDay: 100_000 },
    writes: { perSecond: 1, perDay: 10_000 },
    engagementWrites: { perSecond: 15 },
    prospectingStarts: { perSecond: 2 },
    prospectingGets: { perSecond: 100 },
    prospectingLists: { perSecond: 50 },
  });
  expect(quotasOf('off')).toEqual({});
});

test.each([
  [7, 'quotas has to be off, aws, or an object with quotas by class.'],
  ['on', 'quotas has to be off, aws, or an object with quotas by class.'],
  [[], 'quotas has to be off, aws, or an object with quotas by class.'],
  [{ Reads: {} }, 'quotas.Reads is no class of operations. The classes are reads, writes,'],
  [{ reads: 10 }, 'quotas.reads has to be an object such as {"perSecond": 10}.'],
  [{ reads: { rate: 1 } }, 'quotas.reads.rate is unknown. A quota has perSecond, burst and perDay.'],
  [
    { reads: { perSecond: 0 } },
    'quotas.reads.perSecond has to be a number greater than 0, and up to 100000.',
  ],
  [{ reads: { perDay: 1.5 } }, 'quotas.reads.perDay has to be a whole number from 1 up to 10000000000.'],
  [{ reads: { perDay: '5' } }, 'quotas.reads.perDay has to be a whole number from 1 up to 10000000000.'],
  [{ writes: { burst: 5 } }, 'quotas.writes.burst needs perSecond, the rate at which it is refilled.'],
])('%j is refused with what to change', (given, message) => {
  expect(() => readQuotas(given)).toThrow(message);
});

test('valid settings are taken as they are', () => {
  for (const setting of [
    'off',
    'aws',
    {},
    { writes: { perSecond: 0.5, burst: 3, perDay: 7 }, otherReads: {} },
  ]) {
    expect(readQuotas(setting)).toEqual(setting);
  }
});
