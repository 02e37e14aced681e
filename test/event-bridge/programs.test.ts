import { expect, test } from 'vitest';
import { eventually } from '../support/engine.ts';
import { busArn, EventPattern, eventBridgeOf, roleArn } from '../support/event-bridge.ts';
import { hasBoto3, runProgram } from '../support/python.ts';
import { startReceiver } from '../support/receiver.ts';
import { ALPHA, errorOf, startServer } from '../support/server.ts';

/** Calls of programs that manage EventBridge, in their order. */

test('Terraform creates, changes and destroys a rule with its target, connection and API destination', async () => {
  const receiver = await startReceiver();
  const server = await startServer();
  const client = eventBridgeOf(server);
  const Name = 'terraform-crm';
  // data "aws_cloudwatch_event_bus"
  expect(await client.describeEventBus({ Name: 'default' })).toMatchObject({ Arn: busArn() });

  // aws_cloudwatch_event_connection, aws_cloudwatch_event_api_destination
  const basic = { BasicAuthParameters: { Username: 'user', Password: 'one' } };
  const made = await client.createConnection({ Name, AuthorizationType: 'BASIC', AuthParameters: basic });
  expect((await client.describeConnection({ Name })).ConnectionState).toBe('AUTHORIZED');
  const InvocationEndpoint = `${receiver.url}/events`;
  const { ConnectionArn } = made;
  const destination = { Name, ConnectionArn, InvocationEndpoint, HttpMethod: 'POST' as const };
  await client.createApiDestination({ ...destination, InvocationRateLimitPerSecond: 300 });
  const { ApiDestinationArn: Arn } = await client.describeApiDestination({ Name });

  // aws_cloudwatch_event_rule, aws_cloudwatch_event_target
  const Tags = [{ Key: 'ManagedBy', Value: 'terraform' }];
  const rule = { Name, EventBusName: 'default', EventPattern, State: 'ENABLED' as const };
  const { RuleArn: ResourceARN } = await client.putRule({ ...rule, Tags });
  expect(await client.describeRule({ Name, EventBusName: 'default' })).toMatchObject({ State: 'ENABLED' });
  expect((await client.listTagsForResource({ ResourceARN })).Tags).toEqual(Tags);
  const target = { Id: 'crm', Arn, RoleArn: roleArn() };
  const onBus = { Rule: Name, EventBusName: 'default' };
  expect((await client.putTargets({ ...onBus, Targets: [target] })).FailedEntryCount).toBe(0);
  expect((await client.listTargetsByRule(onBus)).Targets).toEqual([target]);
  expect((await client.listRuleNamesByTarget({ TargetArn: Arn })).RuleNames).toEqual([Name]);

  // A plan that changes the password, the description and the tags.
  const changed = { BasicAuthParameters: { Username: 'user', Password: 'two' } };
  await client.updateConnection({ Name, AuthorizationType: 'BASIC', AuthParameters: changed });
  await client.putRule({ ...rule, EventPattern: '{"source":["crm.tests"]}', Description: 'Deals' });
  await client.untagResource({ ResourceARN, TagKeys: ['ManagedBy'] });
  await client.tagResource({ ResourceARN, Tags: [{ Key: 'Team', Value: 'north' }] });
  expect((await client.listTagsForResource({ ResourceARN })).Tags).toEqual([{ Key: 'Team', Value: 'north' }]);
  await client.putEvents({ Entries: [{ Source: 'crm.tests', DetailType: 'Deal Won', Detail: '{}' }] });
  await eventually(() => receiver.received.length === 1);
  const [request] = receiver.received;
  expect(request?.headers.authorization).toBe(`Basic ${Buffer.from('user:two').toString('base64')}`);

  // destroy
  await client.removeTargets({ ...onBus, Ids: ['crm'] });
  await client.deleteRule({ Name, EventBusName: 'default' });
  await client.deleteApiDestination({ Name });
  await client.deleteConnection({ Name });
  const gone = [
    client.describeRule({ Name }),
    client.describeApiDestination({ Name }),
    client.describeConnection({ Name }),
  ];
  for (const { name } of await Promise.all(gone.map(errorOf))) expect(name).toBe('ResourceNotFoundException');
});

const script = `
import boto3, datetime, json, sys
events = boto3.client('events', endpoint_url=sys.argv[1], region_name='us-east-1',
                      aws_access_key_id='${ALPHA}', aws_secret_access_key='any')
pattern = json.dumps({'source': ['crm.tests']})
arn = events.put_rule(Name='r', EventPattern=pattern)['RuleArn']
events.tag_resource(ResourceARN=arn, Tags=[{'Key': 'a', 'Value': '1'}, {'Key': 'b', 'Value': '2'}])
events.untag_resource(ResourceARN=arn, TagKeys=['a'])
function = 'arn:aws:lambda:us-east-1:${ALPHA}:function:crm'
events.put_targets(Rule='r', Targets=[{'Id': 't', 'Arn': function}])
key = lambda value: {'ApiKeyAuthParameters': {'ApiKeyName': 'x', 'ApiKeyValue': value}}
events.create_connection(Name='c', AuthorizationType='API_KEY', AuthParameters=key('one'))
changed = events.update_connection(Name='c', AuthParameters=key('two'))
put = events.put_events(Entries=[
    {'Source': 'crm.tests', 'DetailType': 'Deal Won', 'Detail': '{"n": 1}',
     'Time': datetime.datetime(2022, 1, 1, tzinfo=datetime.timezone.utc)},
    {'Source': 'aws.ec2', 'DetailType': 'Deal Won', 'Detail': '{}'},
])
print(json.dumps({
    'tags': events.list_tags_for_resource(ResourceARN=arn)['Tags'],
    'rules': events.list_rule_names_by_target(TargetArn=function)['RuleNames'],
    'bus': events.describe_event_bus()['Name'],
    'buses': [bus['Arn'] for bus in events.list_event_buses()['EventBuses']],
    'state': changed['ConnectionState'],
    'failed': put['FailedEntryCount'],
    'codes': [entry.get('ErrorCode') for entry in put['Entries']],
}))
`;

test('boto3 tags rules, changes connections, puts events, and finds buses and rules', async ({ skip }) => {
  if (!(await hasBoto3())) skip('Python has no boto3 here that knows Partner Central');
  const emulator = await startReceiver();
  const server = await startServer({ functions: { crm: emulator.url } });
  const { code, stdout, stderr } = await runProgram('python3', ['-', server.endpoint], { input: script });
  expect([code, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toEqual({
    tags: [{ Key: 'b', Value: '2' }],
    rules: ['r'],
    bus: 'default',
    buses: [busArn()],
    state: 'AUTHORIZED',
    failed: 1,
    codes: [null, 'NotAuthorizedForSourceException'],
  });
  await eventually(() => emulator.received.length === 1);
  expect(JSON.parse(emulator.received[0]?.body ?? '')).toMatchObject({
    source: 'crm.tests',
    time: '2022-01-01T00:00:00Z',
    detail: { n: 1 },
  });
});
