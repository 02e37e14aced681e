import type { RequestCase } from '../case.ts';
import { withDamage } from '../damage.ts';
import type { Random } from '../random.ts';
import { bodyOf, type Json, mutated, texts } from '../values.ts';

const queue = 'arn:aws:sqs:us-east-1:111111111111:q';
const role = 'arn:aws:iam::111111111111:role/r';
const bus = 'arn:aws:events:us-east-1:111111111111:event-bus/default';
const event = {
  ...{
    version: '0',
    id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
    'detail-type': 'Opportunity Created',
    source: 'aws.partnercentral-selling',
  },
  ...{ account: '111111111111', time: '2026-11-26T20:00:00Z', region: 'us-east-1', resources: ['a'] },
  detail: { catalog: 'Sandbox', opportunity: { identifier: 'O1' }, numbers: [1, 2.5, -3], text: 'some text' },
};

const matchers: readonly Json[] = [
  'aws.partnercentral-selling',
  { prefix: 'aws' },
  { prefix: { 'equals-ignore-case': 'AWS' } },
  { suffix: 'ing' },
  { 'anything-but': ['a', 'b'] },
  { 'anything-but': { wildcard: ['*a*', 'b*'] } },
  { numeric: ['>', 0, '<=', 5] },
  { cidr: '10.0.0.0/8' },
  { cidr: '::/96' },
  { exists: false },
  { wildcard: '*p*a*r*t*n*e*r*' },
  { wildcard: `${'*a'.repeat(60)}*` },
  { 'equals-ignore-case': 'OPPORTUNITY created' },
];

const someMatchers = (random: Random): Json[] =>
  Array.from({ length: 1 + random.pick([0, 1, 5, 60]) }, () => random.pick(matchers));

const pattern = (random: Random): Json => ({
  source: someMatchers(random),
  ...(random.chance(0.5) && { 'detail-type': someMatchers(random) }),
  ...(random.chance(0.5) && {
    detail: { opportunity: { identifier: someMatchers(random) }, numbers: someMatchers(random) },
  }),
  ...(random.chance(0.3) && {
    $or: Array.from({ length: 2 + random.below(8) }, () => ({
      region: someMatchers(random),
      detail: { text: someMatchers(random) },
    })),
  }),
});

const template = (random: Random): Json => ({
  InputPathsMap: {
    a: '$.detail.opportunity.identifier',
    b: random.pick([
      '$.detail',
      '$',
      '$.resources[0]',
      '$..x',
      '$.a[9999999]',
      random.pick(texts).slice(0, 100),
    ]),
  },
  InputTemplate: random.pick([
    '"<a>"',
    '{"a":<a>,"b":<b>}',
    '<b>',
    '"<aws.events.rule-arn> \\"<a>\\""',
    `"${'\\"'.repeat(2000)}"`,
    `"${'<a>'.repeat(500)}"`,
    `${'<'.repeat(4000)}`,
    random.pick(texts).slice(0, 8000),
  ]),
});

const target = (random: Random): Json => ({
  Id: random.pick(['1', 'two', ...texts.slice(0, 8)]),
  Arn: random.pick([
    queue,
    bus,
    'arn:aws:lambda:us-east-1:111111111111:function:f',
    'arn:aws:events:us-east-1:111111111111:api-destination/d/11111111-1111-1111-1111-111111111111',
    'arn:aws:logs:us-east-1:111111111111:log-group:/aws/events/x',
    ...texts,
  ]),
  ...(random.chance(0.5) && { RoleArn: role }),
  ...(random.chance(0.6) && { InputTransformer: template(random) }),
  ...(random.chance(0.2) && { Input: JSON.stringify(event) }),
  ...(random.chance(0.2) && {
    DeadLetterConfig: { Arn: queue },
    RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 60 },
  }),
});

const auth: readonly Json[] = [
  {
    AuthorizationType: 'API_KEY',
    AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'x-key', ApiKeyValue: 'v' } },
  },
  { AuthorizationType: 'BASIC', AuthParameters: { BasicAuthParameters: { Username: 'u', Password: 'p' } } },
  {
    AuthorizationType: 'API_KEY',
    AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'Transfer-Encoding', ApiKeyValue: 'chunked' } },
  },
];

const name = (random: Random): string => random.pick(['rule-1', 'rule-2', 'rule-3', ...texts.slice(0, 12)]);

const operations: Record<string, (random: Random) => Json> = {
  PutRule: (random) => ({
    Name: name(random),
    EventPattern: JSON.stringify(pattern(random)),
    State: random.pick(['ENABLED', 'DISABLED']),
  }),
  PutTargets: (random) => ({
    Rule: name(random),
    Targets: Array.from({ length: 1 + random.below(6) }, () => target(random)),
  }),
  TestEventPattern: (random) => ({
    EventPattern: JSON.stringify(random.chance(0.5) ? pattern(random) : mutated(pattern(random), random)),
    Event: JSON.stringify(random.chance(0.8) ? event : mutated(event, random)),
  }),
  PutEvents: (random) => ({
    Entries: [
      {
        Source: 'test',
        DetailType: 'Test',
        Detail: JSON.stringify(mutated(event.detail, random)),
        Resources: ['a'],
      },
    ],
  }),
  CreateConnection: (random) => ({ Name: name(random), ...(random.pick(auth) as object) }),
  UpdateConnection: (random) => ({ Name: name(random), ...(random.pick(auth) as object) }),
  CreateApiDestination: (random) => ({
    Name: name(random),
    ConnectionArn: 'arn:aws:events:us-east-1:111111111111:connection/c/11111111-1111-1111-1111-111111111111',
    InvocationEndpoint: random.pick(['https://example.com/*', ...texts]),
    HttpMethod: 'POST',
  }),
  DescribeRule: (random) => ({ Name: name(random) }),
  ListRules: (random) => ({
    NamePrefix: random.pick(texts).slice(0, 64),
    NextToken: random.pick(texts),
    Limit: 1 + random.below(100),
  }),
  ListTargetsByRule: (random) => ({ Rule: name(random) }),
  ListRuleNamesByTarget: (random) => ({ TargetArn: random.pick([queue, ...texts]) }),
  RemoveTargets: (random) => ({ Rule: name(random), Ids: ['1', random.pick(texts)] }),
  DeleteRule: (random) => ({ Name: name(random), Force: random.chance(0.5) }),
  TagResource: (random) => ({
    ResourceARN: `arn:aws:events:us-east-1:111111111111:rule/${name(random)}`,
    Tags: [{ Key: random.pick(texts), Value: random.pick(texts) }],
  }),
};

/** A request of EventBridge: patterns, templates and targets, valid, odd, or changed. */
export const eventBridgeCase = (random: Random): RequestCase => {
  const operation = random.pick(Object.keys(operations));
  const valid = operations[operation]?.(random) ?? {};
  const value = random.chance(0.5) ? valid : mutated(valid, random);
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSEvents.${operation}` };
  return withDamage(
    { kind: `events:${operation}`, method: 'POST', path: '/', headers, body: bodyOf(value, random) },
    'events',
    random,
  );
};
