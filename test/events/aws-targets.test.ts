import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { EventTarget } from '../../src/model/event-bridge.ts';
import { eventually, withStore } from '../support/engine.ts';
import { type Answer, type Receiver, startReceiver, status } from '../support/receiver.ts';
import { ALPHA, startServer, temporaryFolder } from '../support/server.ts';
import {
  appendEvents,
  deadLetters,
  putDestination,
  putRuleWithTarget,
  queueArn,
  ruleArn,
} from '../support/targets.ts';

/** Responds like SQS and EventBridge. */
const emulate: Answer = (response, { headers, body }) => {
  response.setHeader('content-type', headers['content-type'] ?? '');
  const [, operation] = headers['x-amz-target']?.split('.') ?? [];
  const request = JSON.parse(body);
  if (operation === 'SendMessage') {
    // The SDK checks this digest: with a wrong one, the event was not delivered.
    const MD5OfMessageBody = createHash('md5').update(request.MessageBody).digest('hex');
    return void response.end(JSON.stringify({ MessageId: 'm-1', MD5OfMessageBody }));
  }
  const entries = request.Entries.map(() => ({ EventId: 'e-1' }));
  response.end(JSON.stringify({ FailedEntryCount: 0, Entries: entries }));
};

const failWith =
  (code: number, type: string): Answer =>
  (response) =>
    response
      .writeHead(code, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': type })
      .end(JSON.stringify({ __type: type, message: 'no' }));

const deliver = async (emulator: Receiver, target: Omit<EventTarget, 'Id'>, events = 2) => {
  const data = await temporaryFolder();
  const ids = await withStore(data, (store) =>
    store.transaction(async (tx) => {
      await putRuleWithTarget(tx, 'all', target);
      return appendEvents(tx, events);
    }),
  );
  return { ids, server: await startServer({ data, targetEndpoint: emulator.url }) };
};

const bodies = (emulator: Receiver): Record<string, unknown>[] =>
  emulator.received.map(({ body }) => JSON.parse(body));

test('an SQS queue receives events as messages', async () => {
  const emulator = await startReceiver(emulate);
  const { ids } = await deliver(emulator, { Arn: queueArn('inbox') });
  await eventually(() => emulator.received.length >= 2);
  expect(emulator.received[0]?.headers['x-amz-target']).toBe('AmazonSQS.SendMessage');
  // Signed by the account of the queue.
  expect(emulator.received[0]?.headers.authorization).toContain(`Credential=${ALPHA}/`);
  const messages = bodies(emulator);
  expect(messages.map(({ QueueUrl }) => QueueUrl)).toEqual(Array(2).fill(`${emulator.url}/${ALPHA}/inbox`));
  expect(messages.map(({ MessageBody }) => JSON.parse(String(MessageBody)).id)).toEqual(ids);
  expect(messages[0]).not.toHaveProperty('MessageGroupId');
});

test('a FIFO queue receives its MessageGroupId, and the event’s id for deduplication', async () => {
  const emulator = await startReceiver(emulate);
  const SqsParameters = { MessageGroupId: 'all' };
  const { ids } = await deliver(emulator, {
    Arn: queueArn('inbox.fifo'),
    SqsParameters,
    InputPath: '$.detail',
  });
  await eventually(() => emulator.received.length >= 2);
  expect(bodies(emulator)).toMatchObject(
    ids.map((id) => ({ MessageGroupId: 'all', MessageDeduplicationId: id })),
  );
  expect(JSON.parse(String(bodies(emulator)[0]?.MessageBody))).toMatchObject({ catalog: 'Sandbox' });
});

test('an event bus receives events as entries', async () => {
  const emulator = await startReceiver(emulate);
  const Arn = `arn:aws:events:us-east-1:${ALPHA}:event-bus/other`;
  const { ids } = await deliver(emulator, { Arn });
  await eventually(() => emulator.received.length >= ids.length);
  expect(emulator.received[0]?.headers['x-amz-target']).toBe('AWSEvents.PutEvents');
  const { Entries: [entry] = [] } = bodies(emulator)[0] as { Entries: Record<string, unknown>[] };
  expect(entry).toMatchObject({
    EventBusName: Arn,
    Source: 'aws.partnercentral-selling',
    DetailType: 'Engagement Created',
    Resources: [expect.stringContaining('engagement/')],
    Time: expect.any(Number),
  });
  expect(JSON.parse(String(entry?.Detail))).toMatchObject({ catalog: 'Sandbox' });
});

test.each<[string, Answer]>([
  ['a server error', failWith(500, 'InternalFailure')],
  ['throttling', failWith(400, 'ThrottlingException')],
  ['a connection reset', (response) => response.socket?.resetAndDestroy()],
])('after %s a message is retried before the next one', async (_what, bad) => {
  const emulator = await startReceiver((response, received, count) =>
    (count === 0 ? bad : emulate)(response, received, count),
  );
  const { ids } = await deliver(emulator, { Arn: queueArn('inbox') });
  await eventually(() => emulator.received.length >= 3);
  const sent = bodies(emulator).map(({ MessageBody }) => JSON.parse(String(MessageBody)).id);
  expect(sent).toEqual([ids[0], ids[0], ids[1]]);
});

test.each([
  ['NO_RESOURCE', 'QueueDoesNotExist'],
  ['NO_PERMISSIONS', 'AccessDenied'],
])('a permanent failure makes a dead letter at once: %s', async (code, type) => {
  const emulator = await startReceiver(failWith(400, type));
  const { server, ids } = await deliver(emulator, { Arn: queueArn('inbox') });
  const letters = await eventually(async () => {
    const found = await deadLetters(server);
    return found.length === 2 ? found : undefined;
  });
  expect(letters.map(({ event }) => event.id)).toEqual(ids);
  expect(letters[0]?.error).toMatch(new RegExp(`^${code}: `));
});

test.each([
  `arn:aws:sqs:evil.example/#:${ALPHA}:inbox`,
  `arn:aws:events:evil.example@:${ALPHA}:event-bus/other`,
  'arn:aws:sqs:us-east-1:../..:inbox',
])('a target %s cannot choose another host', async (Arn) => {
  const emulator = await startReceiver(emulate);
  const { server } = await deliver(emulator, { Arn }, 1);
  await eventually(async () => (await deadLetters(server)).length === 1);
  expect((await deadLetters(server))[0]?.error).toMatch(/^INVALID_PARAMETER: /);
  expect(emulator.received).toEqual([]);
});

test('an entry that the bus rejects is a dead letter', async () => {
  const emulator = await startReceiver((response) =>
    response.end('{"FailedEntryCount":1,"Entries":[{"ErrorCode":"NotAuthorizedForSourceException"}]}'),
  );
  const Arn = `arn:aws:events:us-east-1:${ALPHA}:event-bus/other`;
  const { server } = await deliver(emulator, { Arn }, 1);
  await eventually(async () => (await deadLetters(server)).length === 1);
  expect((await deadLetters(server))[0]?.error).toMatch(/^NO_PERMISSIONS: /);
});

test('a dead letter is sent to the target’s dead-letter queue with the attributes of EventBridge', async () => {
  const emulator = await startReceiver(emulate);
  const receiver = await startReceiver(status(400));
  const data = await temporaryFolder();
  const { ids, Arn } = await withStore(data, (store) =>
    store.transaction(async (tx) => {
      const Arn = await putDestination(tx, 'receiver', { url: receiver.url });
      await putRuleWithTarget(tx, 'all', { Arn, DeadLetterConfig: { Arn: queueArn('dead') } });
      return { Arn, ids: await appendEvents(tx, 1) };
    }),
  );
  const server = await startServer({ data, targetEndpoint: emulator.url });
  await eventually(async () => (await deadLetters(server)).length === 1);
  const [message] = bodies(emulator);
  expect(message?.QueueUrl).toBe(`${emulator.url}/${ALPHA}/dead`);
  expect(JSON.parse(String(message?.MessageBody)).id).toBe(ids[0]);
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  expect(message?.MessageAttributes).toEqual({
    RULE_ARN: text(ruleArn('all')),
    TARGET_ARN: text(Arn),
    ERROR_CODE: text('ERROR_FROM_TARGET'),
    ERROR_MESSAGE: text('The target answered with status 400.'),
    RETRY_ATTEMPTS: text('0'),
  });
});

test('a dead letter that its queue rejects is kept with the error', async () => {
  const emulator = await startReceiver(failWith(400, 'QueueDoesNotExist'));
  const target = { Arn: queueArn('inbox'), DeadLetterConfig: { Arn: queueArn('dead') } };
  const { server } = await deliver(emulator, target, 1);
  await eventually(async () => (await deadLetters(server)).length === 1);
  expect((await deadLetters(server))[0]?.error).toMatch(/Its dead-letter queue did not take it: NO_RESOURCE/);
});
