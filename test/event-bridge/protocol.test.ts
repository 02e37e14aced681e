import * as sdk from '@aws-sdk/client-eventbridge';
import { describe, expect, test } from 'vitest';
import { readSchemas } from '../../src/kit/shape/schemas.ts';
import { startEngine } from '../support/engine.ts';
import { apiKey, EventPattern, eventBridgeOf } from '../support/event-bridge.ts';
import { failingStore } from '../support/failing-store.ts';
import { ALPHA, errorOf, readFeed, startServer } from '../support/server.ts';
import { send } from '../support/wire.ts';

const HANDLED = [
  ...['PutRule', 'DescribeRule', 'ListRules', 'EnableRule', 'DisableRule', 'DeleteRule', 'TestEventPattern'],
  ...['PutTargets', 'ListTargetsByRule', 'RemoveTargets'],
  ...['CreateConnection', 'DescribeConnection', 'ListConnections', 'DeleteConnection'],
  ...['CreateApiDestination', 'DescribeApiDestination', 'ListApiDestinations', 'UpdateApiDestination'],
  ...['DeleteApiDestination', 'UpdateConnection', 'PutEvents', 'ListRuleNamesByTarget'],
  ...['DescribeEventBus', 'ListEventBuses', 'ListTagsForResource', 'TagResource', 'UntagResource'],
];
const headers = (operation: string) => ({
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-target': `AWSEvents.${operation}`,
  authorization: `AWS4-HMAC-SHA256 Credential=${ALPHA}/20261123/us-east-1/events/aws4_request`,
});
const ask = async (server: { endpoint: string }, operation: string, body: unknown = {}) =>
  send(server, {
    headers: headers(operation),
    body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
  });

describe('the awsJson1_1 protocol', () => {
  test('responds with its content type and a request id', async () => {
    const { status, headers: answered, json } = await ask(await startServer(), 'ListRules');
    expect([status, json]).toEqual([200, { Rules: [] }]);
    expect(answered['content-type']).toBe('application/x-amz-json-1.1');
    expect(answered['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('timestamps are seconds since 1970, as numbers', async () => {
    const moment = '2026-11-23T09:30:00.250Z';
    const server = await startServer({ clock: { now: () => moment, onJump: () => {} } });
    const { json } = await ask(server, 'CreateConnection', { Name: 'c', ...apiKey });
    expect(json).toMatchObject({ CreationTime: 1795426200.25, LastModifiedTime: 1795426200.25 });
    expect((await eventBridgeOf(server).describeConnection({ Name: 'c' })).CreationTime).toEqual(
      new Date(moment),
    );
  });

  test('names an error in the header and in the body', async () => {
    const { status, headers: answered, json } = await ask(await startServer(), 'DescribeRule', { Name: 'x' });
    expect(status).toBe(400);
    expect(answered['x-amzn-errortype']).toBe('ResourceNotFoundException');
    expect(answered['content-type']).toBe('application/x-amz-json-1.1');
    expect(json).toEqual({
      __type: 'ResourceNotFoundException',
      message: 'Rule x does not exist on EventBus default.',
    });
  });

  test('nulls count as absent, and unknown members are ignored', async () => {
    const server = await startServer();
    const body = { Name: 'r', EventPattern, ScheduleExpression: null, Tags: [null], Unknown: { deep: [1] } };
    expect((await ask(server, 'PutRule', body)).status).toBe(200);
    expect((await ask(server, 'ListRules', '')).json).toMatchObject({ Rules: [{ Name: 'r' }] });
  });

  test.each([
    ['PutRule', { Name: 5 }, 'Name must be a string.'],
    ['PutRule', { Name: 'r', Tags: {} }, 'Tags must be a list.'],
    ['ListRules', { Limit: '5' }, 'Limit must be an integer.'],
    ['ListRules', { Limit: 1.5 }, 'Limit must be an integer.'],
    ['DeleteRule', { Name: 'r', Force: 'yes' }, 'Force must be true or false.'],
    [
      'PutTargets',
      { Rule: 'r', Targets: [{ Id: 't', RetryPolicy: [] }] },
      'Targets[0].RetryPolicy must be an object.',
    ],
    ['ListRules', [], 'The request body must be an object.'],
    ['ListRules', '{', 'The request body is not valid JSON. Send one JSON object.'],
    ['ListRules', Buffer.from([0x22, 0xff]), 'The request body is not valid UTF-8. Send JSON in UTF-8.'],
  ])('%s cannot read %j', async (operation, body, message) => {
    const { status, json } = await ask(await startServer(), operation, body);
    expect([status, json]).toEqual([400, { __type: 'SerializationException', message }]);
  });

  test('a body that is too large is refused in its format', async () => {
    const answer = await ask(await startServer(), 'ListRules', ' '.repeat(1_048_577));
    expect(answer.status).toBe(413);
    expect(answer.headers['content-type']).toBe('application/x-amz-json-1.1');
    expect(answer.json).toMatchObject({ __type: 'RequestEntityTooLargeException' });
  });

  test.each(['', 'putRule', 'PutRules', 'constructor', 'ListOpportunities'])(
    'there is no operation %s',
    async (operation) => {
      const { status, json } = await ask(await startServer(), operation);
      expect([status, json?.__type]).toEqual([400, 'UnknownOperationException']);
    },
  );

  test('every other operation of EventBridge is reported as not implemented', async () => {
    const server = await startServer();
    const { names } = readSchemas(sdk);
    expect(names).toEqual(expect.arrayContaining(HANDLED));
    for (const name of names) {
      const { status, json } = await ask(server, name, {});
      if (HANDLED.includes(name)) expect(json?.__type, name).not.toBe('NotImplementedException');
      else expect([status, json?.__type], name).toEqual([501, 'NotImplementedException']);
    }
  });
});

test('an internal failure is an InternalException without details and leaves nothing behind', async () => {
  const plan = failingStore();
  const server = await startEngine({ openStore: plan.openStore });
  plan.failNext(1, 'insert event_rules', new Error('a secret of the store'));
  const { status, headers: answered, json } = await ask(server, 'PutRule', { Name: 'r', EventPattern });
  expect([status, json?.__type, answered['x-amzn-errortype']]).toEqual([
    ...[500, 'InternalException', 'InternalException'],
  ]);
  expect(JSON.stringify(json)).not.toContain('secret');
  expect((await ask(server, 'ListRules')).json).toEqual({ Rules: [] });

  plan.failNext(1, 'insert events');
  const Entries = [{ Source: 'a', DetailType: 'b', Detail: '{}' }];
  expect((await ask(server, 'PutEvents', { Entries })).json?.__type).toBe('InternalException');
  expect(await readFeed(server)).toEqual([]);
  expect((await ask(server, 'PutEvents', { Entries })).status).toBe(200);
  expect(await readFeed(server)).toHaveLength(1);
});

describe('with strict authentication', () => {
  const credentials = { accessKeyId: 'AKIDALPHA', secretAccessKey: 'alpha/secret' };
  const start = () =>
    startServer({
      auth: 'strict',
      accounts: [{ id: ALPHA, companyName: 'Alpha', credentials: [credentials] }],
    });
  const clientOf = ({ endpoint }: { endpoint: string }, secretAccessKey: string) =>
    new sdk.EventBridge({
      endpoint,
      region: 'us-east-1',
      credentials: { ...credentials, secretAccessKey },
      maxAttempts: 1,
    });

  test('a request that the SDK signed for EventBridge belongs to the account of the key', async () => {
    const server = await start();
    const { RuleArn } = await clientOf(server, credentials.secretAccessKey).putRule({
      Name: 'r',
      EventPattern,
    });
    expect(RuleArn).toBe(`arn:aws:events:us-east-1:${ALPHA}:rule/r`);
  });

  test('a request that is unsigned or signed with another secret is refused', async () => {
    const server = await start();
    const error = await errorOf(clientOf(server, 'other').listRules({}));
    expect(error.name).toBe('InvalidSignatureException');
    const unsigned = await send(server, { headers: { 'x-amz-target': 'AWSEvents.ListRules' }, body: '{}' });
    expect(unsigned.json?.__type).toBe('MissingAuthenticationTokenException');
    const unknown = await send(server, {
      headers: { 'x-amz-target': 'AWSEvents.PutPermission' },
      body: '{}',
    });
    expect(unknown.json?.__type).toBe('MissingAuthenticationTokenException');
  });
});
