import type { EventBridge, Target } from '@aws-sdk/client-eventbridge';
import { describe, expect, test } from 'vitest';
import {
  answerOf,
  busArn,
  createDestination,
  EventPattern,
  eventBridgeOf,
  queue,
} from '../support/event-bridge.ts';
import { ALPHA, BETA, errorOf, startServer } from '../support/server.ts';

const Rule = 'r';
const start = async () => {
  const server = await startServer();
  const client = eventBridgeOf(server);
  await client.putRule({ Name: Rule, EventPattern });
  return { server, client };
};
const targetsOf = async (client: EventBridge): Promise<Target[]> =>
  (await client.listTargetsByRule({ Rule })).Targets ?? [];
const nothingFailed = { FailedEntryCount: 0, FailedEntries: [] };

describe('targets', () => {
  test('are put, and listed as they were put', async () => {
    const { client } = await start();
    const { destinationArn } = await createDestination(client, 'd');
    const targets: Target[] = [
      {
        Id: 'api',
        Arn: destinationArn,
        RoleArn: `arn:aws:iam::${ALPHA}:role/x`,
        HttpParameters: {
          PathParameterValues: ['a'],
          HeaderParameters: { 'X-Team': 'north' },
          QueryStringParameters: { q: '1' },
        },
        RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
        DeadLetterConfig: { Arn: queue('dead') },
        InputTransformer: { InputPathsMap: { id: '$.detail.id' }, InputTemplate: '{"id": <id>}' },
      },
      { Id: 'bus', Arn: busArn(BETA), Input: '{"a":1}' },
      { Id: 'fifo', Arn: queue('q.fifo'), SqsParameters: { MessageGroupId: 'g' }, InputPath: '$.detail' },
    ];
    expect(await answerOf(client.putTargets({ Rule, Targets: targets }))).toEqual(nothingFailed);
    expect(await targetsOf(client)).toEqual(targets);
  });

  test('are replaced by their id, as a whole', async () => {
    const { client } = await start();
    await client.putTargets({ Rule, Targets: [{ Id: 't', Arn: queue('a'), Input: '1' }] });
    await client.putTargets({ Rule, Targets: [{ Id: 't', Arn: queue('b') }] });
    expect(await targetsOf(client)).toEqual([{ Id: 't', Arn: queue('b') }]);
  });

  test('are removed; ids that are not there are no fault', async () => {
    const { client } = await start();
    await client.putTargets({
      Rule,
      Targets: [
        { Id: 'a', Arn: queue() },
        { Id: 'b', Arn: queue() },
      ],
    });
    expect(await answerOf(client.removeTargets({ Rule, Ids: ['a', 'none', 'a'] }))).toEqual(nothingFailed);
    expect(await targetsOf(client)).toEqual([{ Id: 'b', Arn: queue() }]);
  });

  test('an API destination that the account does not have is one of the failed entries', async () => {
    const { server, client } = await start();
    const { destinationArn: foreign } = await createDestination(eventBridgeOf(server, BETA), 'd');
    const { destinationArn } = await createDestination(client, 'd');
    const otherId = destinationArn.replace(/[^/]+$/, '11111111-1111-1111-1111-111111111111');
    const Targets = [
      { Id: 'foreign', Arn: foreign },
      { Id: 'other', Arn: otherId },
      { Id: 'good', Arn: destinationArn },
    ];
    const { FailedEntryCount, FailedEntries = [] } = await client.putTargets({ Rule, Targets });
    expect(FailedEntryCount).toBe(2);
    expect(FailedEntries.map(({ TargetId, ErrorCode }) => [TargetId, ErrorCode])).toEqual([
      ['foreign', 'ResourceNotFoundException'],
      ['other', 'ResourceNotFoundException'],
    ]);
    expect((await targetsOf(client)).map(({ Id }) => Id)).toEqual(['good']);
  });

  test('a rule has five, of which each may be replaced', async () => {
    const { client } = await start();
    const Targets = Array.from({ length: 5 }, (_, at) => ({ Id: `t${at}`, Arn: queue() }));
    await client.putTargets({ Rule, Targets });
    const error = await errorOf(client.putTargets({ Rule, Targets: [{ Id: 'more', Arn: queue() }] }));
    expect(error.name).toBe('LimitExceededException');
    expect(error.message).toMatch(/^The requested resource exceeds the maximum number allowed\./);
    await client.putTargets({ Rule, Targets: [{ Id: 't3', Arn: queue('other') }] });
    expect(await targetsOf(client)).toHaveLength(5);
  });

  test('many at once cannot be more than five', async () => {
    const { client } = await start();
    const calls = Array.from({ length: 12 }, (_, at) =>
      client.putTargets({ Rule, Targets: [{ Id: `t${at}`, Arn: queue() }] }),
    );
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(await targetsOf(client)).toHaveLength(5);
  });
});

describe('what is no target refuses the request', () => {
  test.each<[change: Partial<Target>, message: string | RegExp]>([
    [
      { Arn: `arn:aws:lambda:us-east-1:${ALPHA}:function:f` },
      /^lambda is not a supported service for a target: arn:aws:lambda/,
    ],
    [{ Arn: `arn:aws:events:us-east-1:${ALPHA}:rule/x` }, /^events is not a supported service for a target/],
    [{ Arn: 'queue' }, 'Parameter queue is not valid. Reason: Provided Arn is not in correct format.'],
    [{ Arn: 'arn:aws:sqs:::q' }, /Provided Arn is not in correct format/],
    [{ Input: '{' }, 'JSON syntax error in input for target t.'],
    [{ InputPath: 'detail' }, 'InputPath for target t is invalid.'],
    [{ InputPath: '$.detail[?(@.a)]' }, 'InputPath for target t is invalid.'],
    [
      { InputPath: '$', Input: '1' },
      'Only one of Input, InputPath, or InputTransformer must be provided for target t.',
    ],
    [
      { InputTransformer: { InputPathsMap: { a: 'detail' }, InputTemplate: '"<a>"' } },
      /has an invalid path at a/,
    ],
    [
      { InputTransformer: { InputPathsMap: { AWSx: '$' }, InputTemplate: '"x"' } },
      /key AWSx, which is reserved/,
    ],
    [
      { InputTransformer: { InputPathsMap: { a: '$' }, InputTemplate: '{"a": <a>, "b": <b>}' } },
      /^Invalid InputTemplate for target t :/,
    ],
    [{ Arn: queue('x.fifo') }, 'Parameter(s) SqsParameters must be specified for target: t.'],
    [{ DeadLetterConfig: { Arn: busArn() } }, /is not the ARN of an SQS queue/],
    [
      { Id: 'a b' },
      "1 validation error detected: Value 'a b' at 'targets.1.member.id' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+",
    ],
    [
      { RetryPolicy: { MaximumRetryAttempts: 186, MaximumEventAgeInSeconds: 59 } },
      /^2 validation errors detected: Value '186' at 'targets\.1\.member\.retryPolicy\.maximumRetryAttempts' .* less than or equal to 185; Value '59' at .* greater than or equal to 60$/,
    ],
    [{ HttpParameters: { HeaderParameters: { 'a b': 'x' } } }, /at 'targets\.1\.member\.httpParameters/],
    [
      { InputTransformer: { InputPathsMap: { 'a b': '$' }, InputTemplate: '"x"' } },
      /'a b' at 'targets\.1\.member\.inputTransformer\.inputPathsMap'/,
    ],
    [
      {
        InputTransformer: {
          InputPathsMap: Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`k${at}`, '$'])),
          InputTemplate: '"x"',
        },
      },
      /inputPathsMap' failed to satisfy constraint: Member must have length less than or equal to 100/,
    ],
  ])('%o', async (change, message) => {
    const { client } = await start();
    const Targets = [
      { Id: 't', Arn: queue(), ...change },
      { Id: 'good', Arn: queue() },
    ];
    const error = await errorOf(client.putTargets({ Rule, Targets }));
    expect(error.name).toBe('ValidationException');
    if (typeof message === 'string') expect(error.message).toBe(message);
    else expect(error.message).toMatch(message);
    expect(await targetsOf(client)).toEqual([]);
  });

  test('every fault is told', async () => {
    const { client } = await start();
    const Targets = [
      { Id: 'a', Arn: 'x', Input: '{' },
      { Id: 'a', Arn: queue(), InputPath: 'y' },
    ];
    const { message } = await errorOf(client.putTargets({ Rule, Targets }));
    expect(message).toBe(
      'Target a is in the request more than once. Parameter x is not valid. Reason: Provided Arn is not in correct ' +
        'format. JSON syntax error in input for target a. InputPath for target a is invalid.',
    );
  });

  test('none, or more than a hundred', async () => {
    const { client } = await start();
    const many = Array.from({ length: 101 }, (_, at) => ({ Id: `t${at}`, Arn: queue() }));
    expect((await errorOf(client.putTargets({ Rule, Targets: [] }))).message).toMatch(
      /at 'targets' failed to satisfy constraint: Member must have length greater than or equal to 1$/,
    );
    expect((await errorOf(client.putTargets({ Rule, Targets: many }))).message).toMatch(
      /Member must have length less than or equal to 100$/,
    );
    expect((await errorOf(client.removeTargets({ Rule, Ids: [] }))).name).toBe('ValidationException');
  });
});
