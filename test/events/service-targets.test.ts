import { expect, test } from 'vitest';
import type { EventTarget } from '../../src/model/event-bridge.ts';
import { type AwsServices, failWith, startAwsServices } from '../support/aws-services.ts';
import { eventually, withStore } from '../support/engine.ts';
import { roleArn } from '../support/event-bridge.ts';
import { ALPHA, startServer, temporaryFolder } from '../support/server.ts';
import { appendEvents, deadLetters, putRuleWithTarget, targets } from '../support/targets.ts';

const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:us-east-1:${ALPHA}:${resource}`;
const functionArn = arn('lambda', 'function:crm');
const groupArn = arn('logs', 'log-group:/aws/events/crm');
const topicArn = arn('sns', 'topic');
const streamArn = arn('firehose', 'deliverystream/lake');

/** Starts a server with `events` for a target; returns their ids. */
const deliver = async (services: AwsServices, target: Omit<EventTarget, 'Id'>, events = 2) => {
  const data = await temporaryFolder();
  const ids = await withStore(data, (store) =>
    store.transaction(async (tx) => {
      await putRuleWithTarget(tx, 'all', target);
      return appendEvents(tx, events);
    }),
  );
  return { ids, server: await startServer({ data, targetEndpoint: services.url }) };
};
const settled = (server: { endpoint: string }) =>
  eventually(async () => (await targets(server)).every(({ lag }) => lag === 0));

test('a Lambda function is invoked asynchronously with each event, at its qualifier', async () => {
  const services = await startAwsServices();
  const Arn = `${functionArn}:live`;
  const { ids } = await deliver(services, { Arn });
  await eventually(() => services.calls.length >= 2);
  expect(services.calls.map(({ service }) => service)).toEqual(['lambda', 'lambda']);
  expect(services.of('Invoke').map(({ FunctionName }) => FunctionName)).toEqual([Arn, Arn]);
  expect(services.of('Invoke').map(({ Payload }) => JSON.parse(String(Payload)).id)).toEqual(ids);
  expect(services.calls[0]?.headers['x-amz-invocation-type']).toBe('Event');
});

test('an SNS topic receives the input as its message', async () => {
  const services = await startAwsServices();
  const { ids } = await deliver(services, { Arn: topicArn, InputPath: '$.id' });
  await eventually(() => services.calls.length >= 2);
  expect(services.calls[0]?.service).toBe('sns');
  expect(services.of('Publish')).toEqual(
    ids.map((id) => ({ Version: '2010-03-31', TopicArn: topicArn, Message: JSON.stringify(id) })),
  );
});

test('a Firehose stream receives the input as the data of a record', async () => {
  const services = await startAwsServices();
  const { ids } = await deliver(services, { Arn: streamArn, RoleArn: roleArn() });
  await eventually(() => services.calls.length >= 2);
  const records = services.of('PutRecord') as { DeliveryStreamName: string; Record: { Data: string } }[];
  expect(services.calls[0]?.service).toBe('firehose');
  expect(records.map(({ DeliveryStreamName }) => DeliveryStreamName)).toEqual(['lake', 'lake']);
  const data = records.map(({ Record }) => Buffer.from(Record.Data, 'base64').toString());
  expect(data.map((text) => JSON.parse(text).id)).toEqual(ids);
});

test.each([groupArn, `${groupArn}:*`])(
  'the log group %s gets a log event in a stream of its own',
  async (Arn) => {
    const services = await startAwsServices();
    const { ids } = await deliver(services, { Arn });
    await eventually(() => services.of('PutLogEvents').length >= 3);
    expect(services.calls.map(({ service, operation }) => [service, operation])).toEqual([
      ['logs', 'PutLogEvents'],
      ['logs', 'CreateLogStream'],
      ['logs', 'PutLogEvents'],
      ['logs', 'PutLogEvents'],
    ]);
    const [, first, second] = services.of('PutLogEvents') as unknown as LogCall[];
    expect(first?.logGroupName).toBe('/aws/events/crm');
    expect(first?.logStreamName).toMatch(/^[0-9a-f-]{36}$/);
    expect(second?.logStreamName).toBe(first?.logStreamName);
    const [logEvent] = first?.logEvents ?? [];
    const event = JSON.parse(logEvent?.message ?? '');
    expect([event.id, logEvent?.timestamp]).toEqual([ids[0], Date.parse(event.time)]);
  },
);

interface LogCall {
  logGroupName: string;
  logStreamName: string;
  logEvents: { timestamp: number; message: string }[];
}

// AWS docs: eb-transform-target-input, "Amazon CloudWatch log group".
test('a template sets timestamp and message of a log event', async () => {
  const services = await startAwsServices();
  const InputTransformer = {
    InputPathsMap: { time: '$.time', type: '$.detail-type' },
    InputTemplate: '{"timestamp": <time>, "message": "<type> \\"now\\""}',
  };
  await deliver(services, { Arn: groupArn, InputTransformer }, 1);
  await eventually(() => services.of('PutLogEvents').length >= 2);
  const [, call] = services.of('PutLogEvents') as unknown as LogCall[];
  expect(call?.logEvents).toEqual([{ timestamp: expect.any(Number), message: 'Engagement Created "now"' }]);
  expect(Math.abs(Date.now() - (call?.logEvents[0]?.timestamp ?? 0))).toBeLessThan(600_000);
});

test.each([
  '{"timestamp": "<time>", "message": <detail>}',
  '{"timestamp": "<type>", "message": "<type>"}',
  '{"timestamp": <time>, "message": "<type>", "more": 1}',
  '{"message": "<type>"}',
])('a log group receives no event of the template %s', async (InputTemplate) => {
  const services = await startAwsServices();
  const InputPathsMap = { time: '$.time', type: '$.detail-type', detail: '$.detail' };
  const { server } = await deliver(
    services,
    { Arn: groupArn, InputTransformer: { InputPathsMap, InputTemplate } },
    1,
  );
  await eventually(async () => (await deadLetters(server)).length === 1);
  expect((await deadLetters(server))[0]?.error).toMatch(/^INVALID_PARAMETER: .* a timestamp and a message/);
  expect(services.calls).toEqual([]);
});

test('an event that is too old for a log group is not delivered', async () => {
  const rejected = { rejectedLogEventsInfo: { tooOldLogEventEndIndex: 1 } };
  const services = await startAwsServices(() => (response) => response.end(JSON.stringify(rejected)));
  const { server } = await deliver(services, { Arn: groupArn }, 1);
  await eventually(async () => (await deadLetters(server)).length === 1);
  expect((await deadLetters(server))[0]?.error).toMatch(/^INVALID_PARAMETER: .* too old/);
});

const snsError = (code: string) => (response: { writeHead(status: number): { end(body: string): void } }) =>
  response
    .writeHead(404)
    .end(
      `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${code}</Code>` +
        '<Message>no</Message></Error><RequestId>r</RequestId></ErrorResponse>',
    );

test.each([
  ['NO_RESOURCE', functionArn, failWith(404, 'ResourceNotFoundException')],
  ['NO_PERMISSIONS', functionArn, failWith(403, 'AccessDeniedException')],
  ['NO_RESOURCE', groupArn, failWith(400, 'ResourceNotFoundException')],
  ['NO_RESOURCE', streamArn, failWith(400, 'ResourceNotFoundException')],
  ['NO_RESOURCE', topicArn, snsError('NotFound')],
  ['NO_PERMISSIONS', topicArn, snsError('AuthorizationError')],
] as const)('a permanent failure makes a dead letter at once: %s of %s', async (code, Arn, failure) => {
  const services = await startAwsServices(() => failure as never);
  const { server, ids } = await deliver(services, { Arn, RoleArn: roleArn() });
  await eventually(async () => (await deadLetters(server)).length === 2);
  const letters = await deadLetters(server);
  expect(letters.map(({ event }) => event.id)).toEqual(ids);
  expect(letters.map(({ error }) => error)).toEqual(Array(2).fill(expect.stringMatching(`^${code}: `)));
});

test.each([
  [functionArn, failWith(429, 'TooManyRequestsException')],
  [functionArn, failWith(500, 'ServiceException')],
  [functionArn, failWith(409, 'ResourceConflictException')],
  [streamArn, failWith(503, 'ServiceUnavailableException')],
  [groupArn, failWith(500, 'ServiceUnavailableException')],
  [topicArn, failWith(500, 'InternalError')],
] as const)('%s is called again after a transient failure, before the next event', async (Arn, failure) => {
  const services = await startAwsServices((_call, count) => (count === 0 ? failure : undefined));
  const { server, ids } = await deliver(services, { Arn, RoleArn: roleArn() });
  await settled(server);
  expect(await deadLetters(server)).toEqual([]);
  const sent = services.calls.filter(({ operation }) => operation !== 'CreateLogStream');
  const idsSent = sent.map(({ input }) => /[0-9a-f]{8}-[0-9a-f-]{27}(?=\\?")/.exec(textOf(input))?.[0]);
  // A log group is called once more after its stream is created.
  expect(idsSent).toEqual([...(Arn === groupArn ? [ids[0]] : []), ids[0], ids[0], ids[1]]);
});

/** The sent input as text. */
const textOf = ({ Record, logEvents, ...input }: Record<string, unknown>): string => {
  if (Record) return Buffer.from((Record as { Data: string }).Data, 'base64').toString();
  return JSON.stringify(logEvents ?? input);
};

// Without an endpoint, a rule of a real program does no harm: its events are skipped and counted.
test.each([
  [functionArn, /no URL in the configuration \(functions\).*no --target-endpoint/],
  [groupArn, /--target-endpoint/],
  [topicArn, /--target-endpoint/],
  [streamArn, /--target-endpoint/],
  [arn('sqs', 'inbox'), /--target-endpoint/],
  [arn('events', 'event-bus/default'), /--target-endpoint/],
])(
  'without an endpoint, %s receives nothing and shows why and how many events were skipped',
  async (Arn, reason) => {
    const data = await temporaryFolder();
    await withStore(data, (store) =>
      store.transaction(async (tx) => {
        await putRuleWithTarget(tx, 'all', { Arn, RoleArn: roleArn() });
        // More than one batch.
        await appendEvents(tx, 150);
      }),
    );
    const server = await startServer({ data });
    await settled(server);
    const [target] = await targets(server);
    expect(target).toMatchObject({
      arn: Arn,
      notSent: expect.stringMatching(reason),
      passedOver: 150,
      attempts: 0,
    });
    expect(target).not.toHaveProperty('lastError');
    expect(await deadLetters(server)).toEqual([]);
  },
);

test('a target that cosell has no client for receives nothing, even with an endpoint', async () => {
  const services = await startAwsServices();
  const Arn = arn('states', 'stateMachine:m');
  const { server } = await deliver(services, { Arn, RoleArn: roleArn() });
  await settled(server);
  expect(await targets(server)).toMatchObject([
    { arn: Arn, notSent: 'cosell does not send to targets of states.', passedOver: 2 },
  ]);
  expect(services.calls).toEqual([]);
});

test('only matching events count as skipped, and an endpoint added later receives later events', async () => {
  const data = await temporaryFolder();
  await withStore(data, (store) =>
    store.transaction(async (tx) => {
      await putRuleWithTarget(tx, 'all', { Arn: functionArn });
      await putRuleWithTarget(tx, 'none', { Arn: functionArn }, { pattern: { source: ['other'] } });
      await appendEvents(tx, 3);
    }),
  );
  const first = await startServer({ data });
  await settled(first);
  expect((await targets(first)).map(({ id, passedOver }) => [id, passedOver])).toEqual([
    ['rule/all/t', 3],
    ['rule/none/t', undefined],
  ]);
  await first.close();
  const [later] = await withStore(data, (store) => store.transaction((tx) => appendEvents(tx, 1)));
  const services = await startAwsServices();
  const second = await startServer({ data, targetEndpoint: services.url });
  await settled(second);
  expect(services.of('Invoke').map(({ Payload }) => JSON.parse(String(Payload)).id)).toEqual([later]);
  const [target] = await targets(second);
  expect(target).not.toHaveProperty('notSent');
  expect(target?.passedOver).toBe(3);
});
