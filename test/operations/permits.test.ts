import { describe, expect, test } from 'vitest';
import { loadApi } from '../../src/event-bridge/api.ts';
import { arnsOf, isGiven, type Permit } from '../../src/kit/service/permit.ts';
import { loadOperations } from '../../src/operations/index.ts';

const place = { account: '111122223333', region: 'us-east-1' };
const own = 'arn:aws:partnercentral:us-east-1:111122223333:catalog/Sandbox';
const shared = 'arn:aws:partnercentral:us-east-1::catalog/Sandbox';
const events = 'arn:aws:events:us-east-1:111122223333';

/** Returns what authorization asks for a request: actions with their ARNs. */
const asked = (name: string, { on, needs = [] }: Permit, input: object) => [
  ...arnsOf(on, input, place).map((arn) => [name, arn]),
  ...needs
    .filter(({ ifGiven }) => !ifGiven || isGiven(input, ifGiven))
    .flatMap((need) => arnsOf(need.on, input, place).map((arn) => [need.action, arn])),
];

describe('the resources of an action', async () => {
  const operations = await loadOperations();
  const ask = (name: string, input: object) =>
    asked(name, operations.get(name as never)?.permit as Permit, { Catalog: 'Sandbox', ...input });

  test.each([
    ['GetOpportunity', { Identifier: 'O1' }, [`${own}/opportunity/O1`]],
    ['GetAwsOpportunitySummary', { RelatedOpportunityIdentifier: 'O1' }, [`${own}/opportunity/O1`]],
    ['AssociateOpportunity', { OpportunityIdentifier: 'O1' }, [`${own}/opportunity/O1`]],
    ['CreateEngagement', {}, [`${shared}/engagement/*`]],
    ['GetEngagement', { Identifier: 'eng-1' }, [`${shared}/engagement/eng-1`]],
    ['GetEngagement', { Identifier: `${shared}/engagement/eng-1` }, [`${shared}/engagement/eng-1`]],
    ['AcceptEngagementInvitation', { Identifier: 'engi-1' }, [`${shared}/engagement-invitation/engi-1`]],
    ['StartEngagementByAcceptingInvitationTask', {}, [`${shared}/engagement-by-accepting-invitation-task/*`]],
    [
      'StartProspectingFromEngagementTask',
      { Identifiers: ['eng-1', 'eng-2'] },
      [`${shared}/engagement/eng-1`, `${shared}/engagement/eng-2`],
    ],
    [
      'GetResourceSnapshot',
      {
        EngagementIdentifier: 'eng-1',
        ResourceType: 'Opportunity',
        ResourceIdentifier: 'O1',
        ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
        Revision: 2,
      },
      [`${shared}/engagement/eng-1/resource/Opportunity/O1/template/OpportunitySummaryView/snapshot/2`],
    ],
    ['ListResourceSnapshots', {}, [`${shared}/engagement/*/resource/*/*/template/*/snapshot/*`]],
    ['ListOpportunities', {}, ['*']],
    ['TagResource', { ResourceArn: `${own}/opportunity/O1` }, [`${own}/opportunity/O1`]],
    ['ListTagsForResource', { ResourceArn: `${own}/opportunity/O1` }, ['*']],
  ])('%s %j', (name, input, arns) => {
    expect(ask(name, input).filter(([action]) => action === name)).toEqual(arns.map((arn) => [name, arn]));
  });

  test('dependent actions are asked for their own resources', () => {
    expect(ask('CreateEngagementInvitation', { EngagementIdentifier: 'eng-1' })).toEqual([
      ['CreateEngagementInvitation', `${shared}/engagement-invitation/*`],
      ['GetEngagement', `${shared}/engagement/eng-1`],
    ]);
    expect(ask('PutSellingSystemSettings', { ResourceSnapshotJobRoleIdentifier: 'Job' })).toEqual([
      ['PutSellingSystemSettings', '*'],
      ['iam:PassRole', 'arn:aws:iam::111122223333:role/Job'],
    ]);
    expect(ask('PutSellingSystemSettings', {})).toEqual([['PutSellingSystemSettings', '*']]);
    expect(ask('CreateOpportunity', { Tags: [] })).toEqual([['CreateOpportunity', `${own}/opportunity/*`]]);
    expect(ask('CreateOpportunity', { Tags: [{ Key: 'a', Value: 'b' }] })).toEqual([
      ['CreateOpportunity', `${own}/opportunity/*`],
      ['TagResource', `${own}/opportunity/*`],
    ]);
  });

  test('an input that violates limits is asked for what it gives', () => {
    expect(ask('GetOpportunity', { Catalog: undefined })).toEqual([
      ['GetOpportunity', `${own.replace('Sandbox', '*')}/opportunity/*`],
    ]);
    expect(ask('StartProspectingFromEngagementTask', { Identifiers: [] })).toEqual([
      ['StartProspectingFromEngagementTask', `${shared}/engagement/*`],
    ]);
    for (const [name, { permit }] of operations) {
      expect(asked(name, permit, {}).length, name).toBeGreaterThan(0);
      for (const valuesOf of Object.values(permit.keys ?? {})) valuesOf({}, place);
    }
  });
});

describe('the resources of an action of EventBridge', async () => {
  const { operations } = await loadApi();
  const ask = (name: string, input: object) => asked(name, operations.get(name)?.permit as Permit, input);

  test.each([
    ['DescribeEventBus', {}, [['DescribeEventBus', `${events}:event-bus/default`]]],
    ['DeleteConnection', { Name: 'a' }, [['DeleteConnection', `${events}:connection/a`]]],
    [
      'CreateApiDestination',
      { Name: 'a', ConnectionArn: `${events}:connection/b/1` },
      [
        ['CreateApiDestination', `${events}:api-destination/a`],
        ['CreateApiDestination', `${events}:connection/b/1`],
      ],
    ],
    [
      'PutTargets',
      { Rule: 'r', Targets: [{ Id: '1', RoleArn: 'role-1' }, { Id: '2' }, { Id: '3', RoleArn: 'role-1' }] },
      [
        ['PutTargets', `${events}:rule/r`],
        ['iam:PassRole', 'role-1'],
      ],
    ],
    [
      'PutEvents',
      { Entries: [{ EventBusName: 'default' }, {}, { EventBusName: 'other' }] },
      [
        ['PutEvents', `${events}:event-bus/default`],
        ['PutEvents', `${events}:event-bus/other`],
      ],
    ],
  ])('%s %j', (name, input, expected) => {
    expect(ask(name, input)).toEqual(expected);
  });

  test('the condition keys of PutRule are what its pattern lists', () => {
    const keys = operations.get('PutRule')?.permit.keys ?? {};
    const EventPattern = '{"source": ["a", {"prefix": "b"}], "detail": {"service": ["EC2"]}}';
    const valuesOf = (key: string) => keys[key]?.({ EventPattern }, place);
    expect(valuesOf('events:source')).toEqual(['a', '{"prefix":"b"}']);
    expect(valuesOf('events:detail.service')).toEqual(['EC2']);
    expect(valuesOf('events:detail-type')).toBeUndefined();
    expect(keys['events:source']?.({ EventPattern: '{' }, place)).toBeUndefined();
  });

  test('an input that violates limits is asked for what it gives', () => {
    for (const [name, { permit }] of operations) {
      expect(asked(name, permit, {}).length, name).toBeGreaterThan(0);
      for (const valuesOf of Object.values(permit.keys ?? {})) valuesOf({}, place);
    }
  });
});
