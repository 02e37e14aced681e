import { describe, expect, test } from 'vitest';
import {
  answerOf,
  busArn,
  EventPattern,
  eventBridgeOf,
  queue,
  startWithStore,
} from '../support/event-bridge.ts';
import { ALPHA, BETA, errorOf, startServer } from '../support/server.ts';

const start = async () => eventBridgeOf(await startServer());
const arn = (name: string) => `arn:aws:events:us-east-1:${ALPHA}:rule/${name}`;

describe('a rule', () => {
  test('is returned as it was put', async () => {
    const client = await start();
    const rule = { Name: 'r', Description: 'All of it', RoleArn: `arn:aws:iam::${ALPHA}:role/x` };
    expect(await answerOf(client.putRule({ ...rule, EventPattern }))).toEqual({ RuleArn: arn('r') });
    expect(await answerOf(client.describeRule({ Name: 'r' }))).toEqual({
      ...rule,
      Arn: arn('r'),
      EventPattern,
      State: 'ENABLED',
      EventBusName: 'default',
      CreatedBy: ALPHA,
    });
  });

  test('is replaced as a whole when it is put again: omitted members are removed', async () => {
    const client = await start();
    await client.putRule({ Name: 'r', EventPattern, Description: 'x', State: 'DISABLED' });
    const other = '{"source":["other"]}';
    await client.putRule({ Name: 'r', EventPattern: other });
    expect(await answerOf(client.describeRule({ Name: 'r' }))).toEqual({
      Name: 'r',
      Arn: arn('r'),
      EventPattern: other,
      State: 'ENABLED',
      EventBusName: 'default',
      CreatedBy: ALPHA,
    });
  });

  test('can be enabled and disabled repeatedly', async () => {
    const client = await start();
    await client.putRule({ Name: 'r', EventPattern, State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' });
    const state = async () => (await client.describeRule({ Name: 'r' })).State;
    expect(await state()).toBe('ENABLED');
    for (const expected of ['DISABLED', 'DISABLED', 'ENABLED', 'ENABLED']) {
      if (expected === 'DISABLED') await client.disableRule({ Name: 'r' });
      else await client.enableRule({ Name: 'r' });
      expect(await state()).toBe(expected);
    }
  });

  test('can be deleted without targets; deleting one that does not exist succeeds', async () => {
    const client = await start();
    await client.putRule({ Name: 'r', EventPattern });
    await client.putTargets({ Rule: 'r', Targets: [{ Id: 't', Arn: queue() }] });
    const refused = await errorOf(client.deleteRule({ Name: 'r' }));
    expect(refused).toMatchObject({
      name: 'ValidationException',
      message: "Rule can't be deleted since it has targets.",
    });
    await client.removeTargets({ Rule: 'r', Ids: ['t'] });
    expect(await answerOf(client.deleteRule({ Name: 'r' }))).toEqual({});
    expect(await answerOf(client.deleteRule({ Name: 'r' }))).toEqual({});
    expect((await errorOf(client.describeRule({ Name: 'r' }))).name).toBe('ResourceNotFoundException');
  });

  test('keeps the tags from its creation until it is deleted', async () => {
    const { server, reads } = await startWithStore();
    const client = eventBridgeOf(server);
    const tags = () => reads.selectFrom('tags').selectAll().where('resource_arn', '=', arn('r')).execute();
    const kept = [{ resource_arn: arn('r'), tag_key: 'team', tag_value: 'north' }];
    await client.putRule({ Name: 'r', EventPattern, Tags: [{ Key: 'team', Value: 'north' }] });
    expect(await tags()).toEqual(kept);
    await client.putRule({ Name: 'r', EventPattern, Tags: [{ Key: 'other', Value: 'x' }] });
    expect(await tags()).toEqual(kept);
    await client.deleteRule({ Name: 'r' });
    expect(await tags()).toEqual([]);
  });

  test('can be put and changed concurrently', async () => {
    const client = await start();
    const calls = Array.from({ length: 8 }, (_, at) =>
      client.putRule({ Name: 'r', EventPattern, State: at % 2 ? 'ENABLED' : 'DISABLED' }),
    );
    await Promise.all(calls);
    expect((await client.listRules({})).Rules).toHaveLength(1);
    await Promise.all([client.enableRule({ Name: 'r' }), client.disableRule({ Name: 'r' })]);
  });

  test('that does not exist is not found by any operation', async () => {
    const client = await start();
    const calls = [
      client.describeRule({ Name: 'none' }),
      client.enableRule({ Name: 'none' }),
      client.disableRule({ Name: 'none' }),
      client.putTargets({ Rule: 'none', Targets: [{ Id: 't', Arn: queue() }] }),
      client.listTargetsByRule({ Rule: 'none' }),
      client.removeTargets({ Rule: 'none', Ids: ['t'] }),
    ];
    for (const error of await Promise.all(calls.map(errorOf))) {
      expect(error.name).toBe('ResourceNotFoundException');
      expect(error.message).toBe('Rule none does not exist on EventBus default.');
      expect(error.$metadata.httpStatusCode).toBe(400);
    }
  });
});

describe('an invalid rule', () => {
  test.each([
    [
      { EventPattern: undefined },
      'ValidationException',
      'Parameter(s) EventPattern or ScheduleExpression must be specified.',
    ],
    [{ ScheduleExpression: 'rate(1 day)' }, 'ValidationException', /has no schedules/],
    [
      { EventPattern: '{"source":"x"}' },
      'InvalidEventPatternException',
      'Event pattern is not valid. Reason: "source" must be an object or an array',
    ],
    [{ EventPattern: '' }, 'InvalidEventPatternException', /Reason: It is empty/],
    [
      { Name: 'two words', State: 'MAYBE' as never },
      'ValidationException',
      "2 validation errors detected: Value 'two words' at 'name' failed to satisfy constraint: Member must satisfy " +
        "regular expression pattern: [\\.\\-_A-Za-z0-9]+; Value 'MAYBE' at 'state' failed to satisfy constraint: Member " +
        'must satisfy enum value set: [ENABLED, DISABLED, ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS]',
    ],
    [
      { Name: undefined },
      'ValidationException',
      "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null",
    ],
    [
      { Description: 'x'.repeat(513) },
      'ValidationException',
      /at 'description' failed to satisfy constraint: Member must have length less than or equal to 512$/,
    ],
    [
      { RoleArn: '' },
      'ValidationException',
      "1 validation error detected: Value '' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      {
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'a', Value: '2' },
        ],
      },
      'ValidationException',
      /Duplicated keys are not allowed/,
    ],
    [
      { Tags: Array.from({ length: 51 }, (_, at) => ({ Key: `k${at}`, Value: '' })) },
      'ValidationException',
      /More than 50 tags/,
    ],
    [{ Tags: [{ Key: '', Value: '' }] }, 'ValidationException', /at 'tags\.1\.member\.key'/],
  ])('%o', async (change, name, message) => {
    const client = await start();
    const error = await errorOf(client.putRule({ Name: 'r', EventPattern, ...change } as never));
    expect(error.name).toBe(name);
    if (typeof message === 'string') expect(error.message).toBe(message);
    else expect(error.message).toMatch(message);
    expect((await client.listRules({})).Rules).toEqual([]);
  });

  test('a text with the character U+0000', async () => {
    const client = await start();
    const error = await errorOf(client.putRule({ Name: 'r', EventPattern, Description: 'a\0' }));
    expect(error.message).toMatch(/Member must not contain the character U\+0000$/);
  });

  test('an account can have 300 rules, and can still replace each', async () => {
    const client = await start();
    const names = Array.from({ length: 300 }, (_, at) => `rule-${at}`);
    for (const Name of names) await client.putRule({ Name, EventPattern });
    const error = await errorOf(client.putRule({ Name: 'one-more', EventPattern }));
    expect(error.name).toBe('LimitExceededException');
    await client.putRule({ Name: 'rule-7', EventPattern, Description: 'again' });
    await client.deleteRule({ Name: 'rule-8' });
    await client.putRule({ Name: 'one-more', EventPattern });
  });
});

describe('the event bus', () => {
  test('is the default one, by its name or its ARN', async () => {
    const client = await start();
    for (const EventBusName of ['default', busArn()]) {
      await client.putRule({ Name: 'r', EventPattern, EventBusName });
      await client.describeRule({ Name: 'r', EventBusName });
      expect((await client.listRules({ EventBusName })).Rules).toHaveLength(1);
      await client.disableRule({ Name: 'r', EventBusName });
      await client.enableRule({ Name: 'r', EventBusName });
      await client.putTargets({ Rule: 'r', EventBusName, Targets: [{ Id: 't', Arn: queue() }] });
      expect((await client.listTargetsByRule({ Rule: 'r', EventBusName })).Targets).toHaveLength(1);
      await client.removeTargets({ Rule: 'r', EventBusName, Ids: ['t'] });
      await client.deleteRule({ Name: 'r', EventBusName });
    }
  });

  test.each(['other', 'Default', busArn(BETA), busArn().replace('default', 'other'), 'aws.partner/x/y'])(
    '%s does not exist',
    async (EventBusName) => {
      const client = await start();
      const name = EventBusName.replace(/^arn:.*event-bus\//, '');
      const rule = { Name: 'r', EventBusName };
      const targets = { Rule: 'r', EventBusName };
      const calls = [
        client.putRule({ ...rule, EventPattern }),
        client.describeRule(rule),
        client.listRules({ EventBusName }),
        client.enableRule(rule),
        client.disableRule(rule),
        client.deleteRule(rule),
        client.putTargets({ ...targets, Targets: [{ Id: 't', Arn: queue() }] }),
        client.listTargetsByRule(targets),
        client.removeTargets({ ...targets, Ids: ['t'] }),
      ];
      for (const error of await Promise.all(calls.map(errorOf))) {
        expect(error.name).toBe('ResourceNotFoundException');
        expect(error.message).toContain(`Event bus ${name} does not exist.`);
      }
    },
  );
});

describe('TestEventPattern', () => {
  const event = {
    id: '1',
    account: ALPHA,
    source: 'aws.partnercentral-selling',
    time: '2026-11-23T09:30:00Z',
    region: 'us-east-1',
    resources: [],
    'detail-type': 'Opportunity Created',
  };

  test('returns whether the pattern matches the event', async () => {
    const client = await start();
    const result = async (change: object) =>
      (await client.testEventPattern({ EventPattern, Event: JSON.stringify({ ...event, ...change }) }))
        .Result;
    expect(await result({})).toBe(true);
    expect(await result({ source: 'other' })).toBe(false);
  });

  test.each([
    ['no JSON', /not valid JSON/],
    ['[]', /no JSON object/],
    ['null', /no JSON object/],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, /nested too deeply/],
    [JSON.stringify({ ...event, id: undefined, source: undefined }), /has no id, source\./],
  ])('an event that is %s is refused', async (Event, message) => {
    const client = await start();
    const error = await errorOf(client.testEventPattern({ EventPattern, Event }));
    expect(error.name).toBe('ValidationException');
    expect(error.message).toMatch(message);
  });

  test('an event has at most 256 KB', async () => {
    const client = await start();
    const Event = JSON.stringify(event).padEnd(262_144);
    expect((await client.testEventPattern({ EventPattern, Event })).Result).toBe(true);
    const error = await errorOf(client.testEventPattern({ EventPattern, Event: `${Event} ` }));
    expect(error.message).toMatch(
      /at 'event' failed to satisfy constraint: .* less than or equal to 262144$/,
    );
  });

  test('an invalid pattern is refused', async () => {
    const client = await start();
    const call = client.testEventPattern({ EventPattern: '{"a":1}', Event: JSON.stringify(event) });
    expect((await errorOf(call)).name).toBe('InvalidEventPatternException');
  });
});
