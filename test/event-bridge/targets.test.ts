import type { EventBridge, Target } from '@aws-sdk/client-eventbridge';
import { describe, expect, test } from 'vitest';
import {
  answerOf,
  busArn,
  createDestination,
  EventPattern,
  eventBridgeOf,
  queue,
  roleArn,
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
  test('are listed as they were put', async () => {
    const { client } = await start();
    const { destinationArn } = await createDestination(client, 'd');
    const targets: Target[] = [
      {
        Id: 'api',
        Arn: destinationArn,
        RoleArn: roleArn(),
        HttpParameters: {
          PathParameterValues: ['a'],
          HeaderParameters: { 'X-Team': 'north' },
          QueryStringParameters: { q: '1' },
        },
        RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
        DeadLetterConfig: { Arn: queue('dead') },
        InputTransformer: { InputPathsMap: { id: '$.detail.id' }, InputTemplate: '{"id": <id>}' },
      },
      { Id: 'bus', Arn: busArn(BETA), RoleArn: roleArn(), Input: '{"a":1}' },
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

  test('are removed, and absent ids are ignored', async () => {
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

  test('an API destination that does not exist in the account is one of the failed entries', async () => {
    const { server, client } = await start();
    const { destinationArn: foreign } = await createDestination(eventBridgeOf(server, BETA), 'd');
    const { destinationArn } = await createDestination(client, 'd');
    const otherId = destinationArn.replace(/[^/]+$/, '11111111-1111-1111-1111-111111111111');
    const Targets = [
      { Id: 'foreign', Arn: foreign, RoleArn: roleArn() },
      { Id: 'other', Arn: otherId, RoleArn: roleArn() },
      { Id: 'good', Arn: destinationArn, RoleArn: roleArn() },
    ];
    const { FailedEntryCount, FailedEntries = [] } = await client.putTargets({ Rule, Targets });
    expect(FailedEntryCount).toBe(2);
    expect(FailedEntries.map(({ TargetId, ErrorCode }) => [TargetId, ErrorCode])).toEqual([
      ['foreign', 'ResourceNotFoundException'],
      ['other', 'ResourceNotFoundException'],
    ]);
    expect((await targetsOf(client)).map(({ Id }) => Id)).toEqual(['good']);
  });

  test('are limited to five per rule, and each can be replaced', async () => {
    const { client } = await start();
    const Targets = Array.from({ length: 5 }, (_, at) => ({ Id: `t${at}`, Arn: queue() }));
    await client.putTargets({ Rule, Targets });
    const error = await errorOf(client.putTargets({ Rule, Targets: [{ Id: 'more', Arn: queue() }] }));
    expect(error.name).toBe('LimitExceededException');
    expect(error.message).toMatch(/^The requested resource exceeds the maximum number allowed\./);
    await client.putTargets({ Rule, Targets: [{ Id: 't3', Arn: queue('other') }] });
    expect(await targetsOf(client)).toHaveLength(5);
  });

  test('concurrent requests cannot exceed five', async () => {
    const { client } = await start();
    const calls = Array.from({ length: 12 }, (_, at) =>
      client.putTargets({ Rule, Targets: [{ Id: `t${at}`, Arn: queue() }] }),
    );
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(await targetsOf(client)).toHaveLength(5);
  });
});

describe('an invalid target refuses the request', () => {
  test.each<[change: Partial<Target>, message: string | RegExp]>([
    [{ Arn: 'arn:aws:s3:us-east-1::bucket' }, /^s3 is not a supported service for a target: arn:aws:s3/],
    [{ Arn: `arn:aws:events:us-east-1:${ALPHA}:rule/x` }, /Provided Arn is not in correct format/],
    [{ Arn: `arn:aws:lambda:us-east-1:${ALPHA}:f` }, /Provided Arn is not in correct format/],
    [{ Arn: `arn:aws:lambda:us-east-1:${ALPHA}:function:f:1:2` }, /Provided Arn is not in correct format/],
    [{ Arn: `arn:aws:logs:us-east-1:${ALPHA}:/aws/events/x` }, /Provided Arn is not in correct format/],
    [{ Arn: `arn:aws:firehose:us-east-1:${ALPHA}:stream/x`, RoleArn: roleArn() }, /not in correct format/],
    [{ Arn: 'queue' }, 'Parameter queue is not valid. Reason: Provided Arn is not in correct format.'],
    [{ Arn: 'arn:aws:sqs:::q' }, /Provided Arn is not in correct format/],
    [{ Input: '{' }, 'JSON syntax error in input for target t.'],
    [{ InputPath: 'detail' }, 'InputPath for target t is invalid.'],
    [{ InputPath: '$.detail[?(@.a)]' }, 'InputPath for target t is invalid.'],
    // EventBridge accepts only dot notation: AWS docs, eb-targets.
    [{ InputPath: "$.detail['a']" }, 'InputPath for target t is invalid.'],
    [
      { InputPath: '$', Input: '1' },
      'Only one of Input, InputPath, or InputTransformer must be provided for target t.',
    ],
    [
      { InputTransformer: { InputPathsMap: { a: 'detail' }, InputTemplate: '"<a>"' } },
      'InputPath for target t is invalid.',
    ],
    ...['AWS.x', 'aws.events.rule-name'].map((key): [Partial<Target>, RegExp] => [
      { InputTransformer: { InputPathsMap: { [key]: '$' }, InputTemplate: '"x"' } },
      /^1 validation error detected: Value '(AWS\.x|aws\.events\.rule-name)' at /,
    ]),
    [{ Arn: queue('x.fifo') }, 'Parameter(s) SqsParameters must be specified for target: t.'],
    // A dead-letter queue is a standard queue of the Region: AWS docs, eb-rule-dlq.
    [{ DeadLetterConfig: { Arn: busArn() } }, 'events is not supported as a dead letter resource.'],
    [{ DeadLetterConfig: { Arn: queue('x.fifo') } }, 'SQS FIFO is not supported by Dead Letter Queues.'],
    [
      { DeadLetterConfig: { Arn: queue().replace('us-east-1', 'eu-west-1') } },
      /is not in the Region of the rule/,
    ],
    [{ DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1::x' } }, /Provided Arn is not in correct format/],
    [
      { HttpParameters: { PathParameterValues: ['a'] } },
      'Parameter(s) HttpParameters not supported for target: t.',
    ],
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

  test('all faults are reported', async () => {
    const { client } = await start();
    const Targets = [
      { Id: 'a', Arn: 'x', Input: '{' },
      { Id: 'a', Arn: queue(), InputPath: 'y' },
    ];
    const { message } = await errorOf(client.putTargets({ Rule, Targets }));
    expect(message).toBe(
      "Parameter targets is not valid. Reason: More than one target with Id 'a' is provided. Parameter x is not valid. Reason: Provided Arn is not in correct " +
        'format. JSON syntax error in input for target a. InputPath for target a is invalid.',
    );
  });

  test('no targets, or more than a hundred', async () => {
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

describe('kinds of targets', () => {
  const arn = (service: string, resource: string, account = ALPHA): string =>
    `arn:aws:${service}:us-east-1:${account}:${resource}`;
  const EcsParameters = { TaskDefinitionArn: arn('ecs', 'task-definition/t') };

  // AWS docs: eb-use-resource-based. A policy of the resource grants access to these four.
  test.each([
    arn('lambda', 'function:f'),
    arn('lambda', 'function:f:$LATEST'),
    arn('logs', 'log-group:/aws/events/crm'),
    arn('logs', 'log-group:/aws/events/crm:*'),
    arn('sns', 'topic'),
    queue(),
    arn('execute-api', 'abc/prod/POST/events'),
  ])('%s needs no role, and no endpoint', async (Arn) => {
    const { client } = await start();
    expect(await answerOf(client.putTargets({ Rule, Targets: [{ Id: 't', Arn }] }))).toEqual(nothingFailed);
    expect(await targetsOf(client)).toEqual([{ Id: 't', Arn }]);
  });

  // All others need a role. AWS docs: eb-targets, "Permissions"; the wording is reported.
  test.each<[Omit<Target, 'Id'>]>([
    [{ Arn: arn('firehose', 'deliverystream/s') }],
    [{ Arn: busArn() }],
    [{ Arn: busArn(BETA) }],
    [{ Arn: arn('events', 'api-destination/d/11111111-1111-1111-1111-111111111111') }],
    [{ Arn: arn('kinesis', 'stream/s'), KinesisParameters: { PartitionKeyPath: '$.id' } }],
    [{ Arn: arn('states', 'stateMachine:m') }],
    [{ Arn: arn('ecs', 'cluster/c'), EcsParameters }],
    [{ Arn: queue('q', BETA) }],
    [{ Arn: arn('sns', 'topic', BETA) }],
    [{ Arn: arn('lambda', 'function:f', BETA) }],
  ])('%o needs a RoleArn', async (target) => {
    const { client } = await start();
    const error = await errorOf(client.putTargets({ Rule, Targets: [{ Id: 't', ...target }] }));
    expect(error.name).toBe('ValidationException');
    expect(error.message).toBe(`RoleArn is required for target ${target.Arn}.`);
    const withRole = { Id: 't', ...target, RoleArn: roleArn() };
    const { FailedEntries = [] } = await client.putTargets({ Rule, Targets: [withRole] });
    expect(FailedEntries.map(({ ErrorCode }) => ErrorCode)).toEqual(
      target.Arn?.includes('api-destination') ? ['ResourceNotFoundException'] : [],
    );
  });

  test('parameters fit their kind, and some kinds require them', async () => {
    const { client } = await start();
    const RoleArn = roleArn();
    const faults = (target: Omit<Target, 'Id'>) =>
      errorOf(client.putTargets({ Rule, Targets: [{ Id: 't', ...target }] })).then(({ message }) => message);
    expect(await faults({ Arn: arn('ecs', 'cluster/c'), RoleArn })).toBe(
      'Parameter(s) EcsParameters must be specified for target: t.',
    );
    expect(await faults({ Arn: queue(), EcsParameters })).toBe(
      'Parameter(s) EcsParameters not supported for target: t.',
    );
  });

  // AWS docs: eb-service-cross-account lists the targets allowed in other accounts.
  test.each([arn('logs', 'log-group:g', BETA), arn('firehose', 'deliverystream/s', BETA)])(
    '%s may not be in another account',
    async (Arn) => {
      const { client } = await start();
      const error = await errorOf(
        client.putTargets({ Rule, Targets: [{ Id: 't', Arn, RoleArn: roleArn() }] }),
      );
      expect(error.name).toBe('AccessDeniedException');
      expect(error.message).toBe(
        `Access to the resource ${Arn} is denied. Reason: Adding cross-account target is not permitted.`,
      );
    },
  );
});

// AWS docs: eb-transform-target-input ("For strings, quotes are required") and InputTransformer.
describe('templates', () => {
  const put = async (InputTemplate: string, InputPathsMap: Record<string, string> = {}, Arn = queue()) => {
    const { client } = await start();
    const InputTransformer = { InputPathsMap, InputTemplate };
    return client.putTargets({ Rule, Targets: [{ Id: 't', Arn, InputTransformer }] });
  };
  const paths = { a: '$.detail.a', b: '$.detail.b' };

  test('keys of paths may begin with aws, as in the Salesforce connector', async () => {
    await put('{"id": <awsapn__id>, "stage": <AWSstage>}', {
      awsapn__id: '$.id',
      AWSstage: '$.detail.stage',
    });
  });

  test.each([
    '"<a> is in <b>"',
    '"<a>"\n"and \\"<b>\\""',
    '<a>',
    '[<a>, {"b": "<b> <a>"}]',
    '{"e": <aws.events.event.json>, "r": "<aws.events.rule-name>"}',
  ])('%s is accepted', async (template) => {
    await put(template, paths);
  });

  test.each([
    ['<a> is in <b>', 'Invalid InputTemplate for target t : it is neither JSON nor texts in quotes.'],
    ['{"a": <a> <b>}', 'Invalid InputTemplate for target t : it is neither JSON nor texts in quotes.'],
    ['{"<a>": 1}', 'Invalid InputTemplate for target t : it is neither JSON nor texts in quotes.'],
    ['{<a>: 1}', 'Invalid InputTemplate for target t : it is neither JSON nor texts in quotes.'],
    ['"<a> <c>"', 'InputTemplate for target t contains invalid placeholder c.'],
    ['{"a": <aws.events.x>}', 'InputTemplate for target t contains invalid placeholder aws.events.x.'],
    [
      '[<aws.events.event.json>]',
      'InputTemplate for target t contains placeholder aws.events.event.json valid only for JSON template.',
    ],
  ])('%s is refused', async (template, message) => {
    const error = await errorOf(put(template, paths));
    expect([error.name, error.message]).toEqual(['ValidationException', message]);
  });

  test('of a log group must produce an object', async () => {
    const group = `arn:aws:logs:us-east-1:${ALPHA}:log-group:/aws/events/crm`;
    await put('{"timestamp": <a>, "message": "<b>"}', paths, group);
    const { message } = await errorOf(put('"<a>"', paths, group));
    expect(message).toBe('Input for target t is not a valid JSON text.');
  });
});
