import { EventBridgeClient, ListRulesCommand, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { describe, expect, test } from 'vitest';
import { opportunity } from '../../support/data.ts';
import { ALPHA, BETA, clientOf, errorOf } from '../../support/server.ts';
import { policy, type Statement, startStrictServer, userWith } from '../../support/strict.ts';

const USER = `arn:aws:iam::${ALPHA}:user/ana`;
const opportunities = `arn:aws:partnercentral:us-east-1:${ALPHA}:catalog/Sandbox/opportunity`;
const everything: Statement = { Action: 'partnercentral:*' };

/** Starts a server with one user of Alpha, and returns clients of the account's root and of the user. */
const start = async (...statements: Statement[]) => {
  const server = await startStrictServer({ users: [userWith(ALPHA, 'ana', ...statements)] });
  return { server, root: clientOf(server, ALPHA), ana: clientOf(server, 'ana') };
};

const list = { Catalog: 'Sandbox' } as const;

describe('what a caller may do', () => {
  test('an account’s root may do everything', async () => {
    const { root } = await start();
    await root.createOpportunity(opportunity());
    expect((await root.listOpportunities(list)).OpportunitySummaries).toHaveLength(1);
  });

  test('a user without policies may do nothing, and is told which action on which resource', async () => {
    const { root, ana } = await start();
    const { Id = '' } = await root.createOpportunity(opportunity());
    const refused = await errorOf(ana.getOpportunity({ ...list, Identifier: Id }));
    expect(refused.name).toBe('AccessDeniedException');
    expect(refused.message).toBe(
      `User: ${USER} is not authorized to perform: partnercentral:GetOpportunity on resource: ${opportunities}/${Id} ` +
        'because no identity-based policy allows the partnercentral:GetOpportunity action',
    );
    expect((await errorOf(ana.listOpportunities(list))).message).toContain('on resource: * because no');
    expect((await errorOf(ana.createOpportunity(opportunity()))).message).toContain(
      `${opportunities}/* because`,
    );
    expect((await root.listOpportunities(list)).OpportunitySummaries).toHaveLength(1);
  });

  test('a user may do what a policy allows, on the resources that it names', async () => {
    const { root, ana } = await start({
      Action: 'partnercentral:GetOpportunity',
      Resource: `${opportunities}/O1*`,
    });
    const refused = await errorOf(ana.getOpportunity({ ...list, Identifier: 'O2' }));
    expect(refused.name).toBe('AccessDeniedException');
    expect((await errorOf(ana.getOpportunity({ ...list, Identifier: 'O1' }))).name).toBe(
      'ResourceNotFoundException',
    );
    const unlike = await errorOf(ana.getOpportunity({ Catalog: 'AWS', Identifier: 'O1' }));
    expect(unlike.name).toBe('AccessDeniedException');
    expect((await errorOf(root.getOpportunity({ ...list, Identifier: 'O2' }))).name).toBe(
      'ResourceNotFoundException',
    );
  });

  test('an explicit deny wins, and is told as such', async () => {
    const { ana } = await start(everything, { Effect: 'Deny', Action: 'partnercentral:Create*' });
    await ana.listOpportunities(list);
    expect((await errorOf(ana.createOpportunity(opportunity()))).message).toBe(
      `User: ${USER} is not authorized to perform: partnercentral:CreateOpportunity on resource: ${opportunities}/* ` +
        'with an explicit deny in an identity-based policy',
    );
  });

  test('it is decided before limits are checked', async () => {
    const { ana } = await start({ Action: 'partnercentral:List*' });
    expect((await errorOf(ana.getOpportunity({ ...list, Identifier: 'x' }))).name).toBe(
      'AccessDeniedException',
    );
    expect((await errorOf(ana.listOpportunities({ ...list, MaxResults: 0 }))).name).toBe(
      'ValidationException',
    );
  });

  test('dependent actions are needed too', async () => {
    const tags = [{ Key: 'team', Value: 'north' }];
    const { ana } = await start(
      { Action: ['partnercentral:CreateOpportunity', 'partnercentral:PutSellingSystemSettings'] },
      {
        Action: 'iam:PassRole',
        Resource: `arn:aws:iam::${ALPHA}:role/*Job`,
        Condition: {
          StringEquals: {
            'iam:PassedToService': 'resource-snapshot-job.partnercentral-selling.amazonaws.com',
          },
        },
      },
    );
    await ana.createOpportunity(opportunity());
    expect((await errorOf(ana.createOpportunity(opportunity({ Tags: tags })))).message).toContain(
      `partnercentral:TagResource on resource: ${opportunities}/*`,
    );
    await ana.putSellingSystemSettings({ ...list, ResourceSnapshotJobRoleIdentifier: 'SnapshotJob' });
    const admin = await errorOf(
      ana.putSellingSystemSettings({ ...list, ResourceSnapshotJobRoleIdentifier: 'Admin' }),
    );
    expect(admin.message).toContain(`iam:PassRole on resource: arn:aws:iam::${ALPHA}:role/Admin because`);
  });

  test('policies are those of its own account’s user', async () => {
    const server = await startStrictServer({
      users: [userWith(ALPHA, 'ana', everything), { ...userWith(BETA, 'ana'), accessKeys: [] }],
    });
    await clientOf(server, 'ana').listOpportunities(list);
  });

  test('customer managed policies count while they exist', async () => {
    const users = [
      {
        ...userWith(ALPHA, 'ana'),
        policyArns: [`arn:aws:iam::${ALPHA}:policy/reads`, `arn:aws:iam::${ALPHA}:policy/absent`],
      },
    ];
    const policies = [
      { account: ALPHA, name: 'reads', document: policy({ Action: 'partnercentral:List*' }) },
    ];
    const ana = clientOf(await startStrictServer({ users, policies }), 'ana');
    await ana.listOpportunities(list);
    expect((await errorOf(ana.createOpportunity(opportunity()))).name).toBe('AccessDeniedException');
  });

  test('EventBridge’s actions are decided alike', async () => {
    const { server } = await start({
      Action: ['events:PutRule', 'events:ListRules'],
      Condition: { 'ForAllValues:StringEquals': { 'events:source': 'aws.partnercentral-selling' } },
    });
    const credentials = { accessKeyId: 'ana', secretAccessKey: 'secret' };
    const events = new EventBridgeClient({ endpoint: server.endpoint, region: 'us-east-1', credentials });
    const pattern = (source: unknown) => JSON.stringify({ source: [source] });
    await events.send(new ListRulesCommand({}));
    await events.send(new PutRuleCommand({ Name: 'a', EventPattern: pattern('aws.partnercentral-selling') }));
    for (const source of ['other', { prefix: '' }]) {
      const refused = await errorOf(
        events.send(new PutRuleCommand({ Name: 'a', EventPattern: pattern(source) })),
      );
      expect(refused.name).toBe('AccessDeniedException');
    }
    const passing = new PutRuleCommand({
      Name: 'a',
      EventPattern: pattern('aws.partnercentral-selling'),
      RoleArn: `arn:aws:iam::${ALPHA}:role/any`,
    });
    expect((await errorOf(events.send(passing))).message).toContain('iam:PassRole');
  });
});

describe('the condition key', () => {
  const mayList = async (operator: string, key: string, value: string | string[]) => {
    const { ana } = await start({ ...everything, Condition: { [operator]: { [key]: value } } });
    const { name } = await errorOf(ana.getOpportunity({ ...list, Identifier: 'O1' }));
    return name !== 'AccessDeniedException';
  };

  test.each([
    ['StringEquals', 'partnercentral:Catalog', 'Sandbox', 'AWS'],
    ['StringEquals', 'aws:PrincipalAccount', ALPHA, BETA],
    ['ArnEquals', 'aws:PrincipalArn', USER, USER.replace('ana', 'ben')],
    ['StringEquals', 'aws:username', 'ana', 'ben'],
    ['StringLike', 'aws:userid', 'AIDA*', 'AROA*'],
    ['StringEquals', 'aws:PrincipalType', 'User', 'AssumedRole'],
    ['StringEquals', 'aws:RequestedRegion', 'us-east-1', 'eu-west-1'],
    ['StringLike', 'aws:UserAgent', 'aws-sdk-js*', 'Mozilla*'],
    ['Bool', 'aws:SecureTransport', 'false', 'true'],
    ['Bool', 'aws:ViaAWSService', 'false', 'true'],
    ['IpAddress', 'aws:SourceIp', '127.0.0.0/8', '10.0.0.0/8'],
    ['DateGreaterThan', 'aws:CurrentTime', '2020-01-01T00:00:00Z', '2100-01-01T00:00:00Z'],
    ['NumericGreaterThan', 'aws:EpochTime', '1577836800', '4102444800'],
    ['StringEquals', 'aws:ResourceAccount', ALPHA, BETA],
    ['Null', 'aws:PrincipalTag/team', 'true', 'false'],
  ])('%s %s', async (operator, key, matching, other) => {
    expect(await mayList(operator, key, matching)).toBe(true);
    expect(await mayList(operator, key, other)).toBe(false);
  });

  test('partnercentral:RelatedEntityType is that of an association', async () => {
    const { ana } = await start({
      ...everything,
      Condition: { StringEquals: { 'partnercentral:RelatedEntityType': 'Solutions' } },
    });
    const associate = (RelatedEntityType: 'Solutions' | 'AwsProducts') =>
      errorOf(
        ana.associateOpportunity({
          ...list,
          OpportunityIdentifier: 'O1',
          RelatedEntityType,
          RelatedEntityIdentifier: 'S-1234567',
        }),
      );
    expect((await associate('Solutions')).name).toBe('ResourceNotFoundException');
    expect((await associate('AwsProducts')).name).toBe('AccessDeniedException');
  });

  test('aws:ResourceTag/… is a tag of the caller’s resource, whatever the case of its key', async () => {
    const { server, root, ana } = await start({
      ...everything,
      Condition: { StringEquals: { 'aws:ResourceTag/TEAM': 'north' } },
    });
    const create = async (of: typeof root, Value: string) => {
      const { Id } = await of.createOpportunity(opportunity({ Tags: [{ Key: 'team', Value }] }));
      return Id ?? '';
    };
    const north = await create(root, 'north');
    await ana.getOpportunity({ ...list, Identifier: north });
    const arn = (account: string, id: string) => `${opportunities.replace(ALPHA, account)}/${id}`;
    await ana.tagResource({ ResourceArn: arn(ALPHA, north), Tags: [{ Key: 'a', Value: 'b' }] });
    await ana.listTagsForResource({ ResourceArn: arn(ALPHA, north) });
    for (const id of [await create(root, 'south'), 'O999', await create(clientOf(server, BETA), 'north')]) {
      const refused = await errorOf(ana.getOpportunity({ ...list, Identifier: id }));
      expect(refused.name).toBe('AccessDeniedException');
    }
    const foreign = await create(clientOf(server, BETA), 'north');
    const tagging = { ResourceArn: arn(BETA, foreign), Tags: [{ Key: 'a', Value: 'b' }] };
    expect((await errorOf(ana.tagResource(tagging))).name).toBe('AccessDeniedException');
  });

  test('aws:RequestTag/… and aws:TagKeys are those that the request gives or removes', async () => {
    const { ana } = await start(
      everything,
      {
        Effect: 'Deny',
        Action: [
          'partnercentral:CreateOpportunity',
          'partnercentral:TagResource',
          'partnercentral:UntagResource',
        ],
        Condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'owner' } },
      },
      {
        Effect: 'Deny',
        Action: 'partnercentral:CreateOpportunity',
        Condition: { StringNotEquals: { 'aws:RequestTag/team': ['north', 'south'] } },
      },
    );
    const create = (...Tags: { Key: string; Value: string }[]) =>
      ana.createOpportunity(opportunity({ Tags }));
    const { Id } = await create({ Key: 'team', Value: 'north' });
    for (const refused of [
      () => create({ Key: 'team', Value: 'west' }),
      () => create({ Key: 'team', Value: 'north' }, { Key: 'owner', Value: 'ana' }),
      () => ana.untagResource({ ResourceArn: `${opportunities}/${Id}`, TagKeys: ['owner'] }),
    ]) {
      expect((await errorOf(refused())).message).toContain('with an explicit deny');
    }
    await ana.untagResource({ ResourceArn: `${opportunities}/${Id}`, TagKeys: ['team'] });
  });
});
