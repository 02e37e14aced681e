import { describe, expect, test } from 'vitest';
import { answerOf, busArn, EventPattern, eventBridgeOf } from '../support/event-bridge.ts';
import { ALPHA, BETA, errorOf, startServer } from '../support/server.ts';

const ruleArn = (name = 'r', account = ALPHA): string => `arn:aws:events:us-east-1:${account}:rule/${name}`;
const start = async () => {
  const server = await startServer();
  const client = eventBridgeOf(server);
  await client.putRule({ Name: 'r', EventPattern, Tags: [{ Key: 'team', Value: 'north' }] });
  const tagsOf = async (ResourceARN = ruleArn()) => (await client.listTagsForResource({ ResourceARN })).Tags;
  return { server, client, tagsOf };
};

describe('tags of a rule', () => {
  test('are set by PutRule, and changed and removed by key', async () => {
    const { client, tagsOf } = await start();
    expect(await tagsOf()).toEqual([{ Key: 'team', Value: 'north' }]);
    const Tags = [
      { Key: 'team', Value: 'south' },
      { Key: 'cost', Value: '' },
    ];
    expect(await answerOf(client.tagResource({ ResourceARN: ruleArn(), Tags }))).toEqual({});
    expect(await tagsOf()).toEqual([
      { Key: 'cost', Value: '' },
      { Key: 'team', Value: 'south' },
    ]);
    const TagKeys = ['team', 'none'];
    expect(await answerOf(client.untagResource({ ResourceARN: ruleArn(), TagKeys }))).toEqual({});
    expect(await tagsOf()).toEqual([{ Key: 'cost', Value: '' }]);
  });

  test('stay when the rule is put again, and are deleted with it', async () => {
    const { client, tagsOf } = await start();
    await client.putRule({ Name: 'r', EventPattern, Tags: [{ Key: 'other', Value: 'x' }] });
    expect(await tagsOf()).toEqual([{ Key: 'team', Value: 'north' }]);
    await client.deleteRule({ Name: 'r' });
    expect((await errorOf(tagsOf())).name).toBe('ResourceNotFoundException');
    await client.putRule({ Name: 'r', EventPattern });
    expect(await tagsOf()).toEqual([]);
  });

  test('are deleted by the reset of the account, and those of another account stay', async () => {
    const { server, client, tagsOf } = await start();
    const Tags = [{ Key: 'team', Value: 'north' }];
    await client.tagResource({ ResourceARN: busArn(), Tags });
    const beta = eventBridgeOf(server, BETA);
    await beta.putRule({ Name: 'r', EventPattern, Tags });
    await server.reset({ account: ALPHA });
    await client.putRule({ Name: 'r', EventPattern });
    expect([await tagsOf(), await tagsOf(busArn())]).toEqual([[], []]);
    expect((await beta.listTagsForResource({ ResourceARN: ruleArn('r', BETA) })).Tags).toEqual(Tags);
  });

  test('are at most fifty', async () => {
    const { client, tagsOf } = await start();
    const Tags = Array.from({ length: 49 }, (_, at) => ({ Key: `k${at}`, Value: 'x' }));
    await client.tagResource({ ResourceARN: ruleArn(), Tags });
    const more = client.tagResource({ ResourceARN: ruleArn(), Tags: [{ Key: 'one more', Value: 'x' }] });
    expect((await errorOf(more)).message).toBe('Parameter Tags is not valid. Reason: More than 50 tags.');
    await client.tagResource({ ResourceARN: ruleArn(), Tags: [{ Key: 'k0', Value: 'changed' }] });
    expect(await tagsOf()).toHaveLength(50);
  });

  test.each([
    [
      [
        { Key: 'a', Value: '1' },
        { Key: 'a', Value: '2' },
      ],
      'Invalid parameter: Duplicated keys are not allowed.',
    ],
    [[{ Key: 'AWS:x', Value: '1' }], 'Invalid parameter: Keys of tags may not begin with aws:.'],
    [[{ Key: '', Value: '1' }], /'tags\.1\.member\.key' failed to satisfy constraint/],
  ])('%j are refused, also by PutRule', async (Tags, message) => {
    const { client, tagsOf } = await start();
    const calls = [
      client.tagResource({ ResourceARN: ruleArn(), Tags }),
      client.putRule({ Name: 'other', EventPattern, Tags }),
    ];
    for (const error of await Promise.all(calls.map(errorOf))) {
      expect(error.name).toBe('ValidationException');
      expect(error.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
    }
    expect(await tagsOf()).toEqual([{ Key: 'team', Value: 'north' }]);
  });
});

test('an event bus can have tags too', async () => {
  const { client, tagsOf } = await start();
  expect(await tagsOf(busArn())).toEqual([]);
  await client.tagResource({ ResourceARN: busArn(), Tags: [{ Key: 'a', Value: '1' }] });
  expect(await tagsOf(busArn())).toEqual([{ Key: 'a', Value: '1' }]);
});

describe('other resources have no tags', () => {
  test.each([
    [ruleArn('none'), 'Rule none does not exist on EventBus default.'],
    [ruleArn('r', BETA), 'Rule r does not exist on EventBus default.'],
    [ruleArn().replace('us-east-1', 'eu-west-1'), 'Rule r does not exist on EventBus default.'],
    [busArn(BETA), /^Event bus default does not exist\./],
    [busArn().replace('default', 'other'), /^Event bus other does not exist\./],
  ])('%s', async (ResourceARN, message) => {
    const { server, client } = await start();
    await eventBridgeOf(server, BETA).putRule({ Name: 'r', EventPattern });
    const calls = [
      client.listTagsForResource({ ResourceARN }),
      client.tagResource({ ResourceARN, Tags: [{ Key: 'a', Value: 'b' }] }),
      client.untagResource({ ResourceARN, TagKeys: ['a'] }),
    ];
    for (const error of await Promise.all(calls.map(errorOf))) {
      expect(error.name).toBe('ResourceNotFoundException');
      expect(error.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
    }
  });

  test.each([
    'rule',
    `arn:aws:events:us-east-1:${ALPHA}:connection/c/11111111-1111-1111-1111-111111111111`,
    `arn:aws:events:us-east-1:${ALPHA}:rule/`,
    `arn:aws:sqs:us-east-1:${ALPHA}:rule/r`,
  ])('%s is not an ARN of a taggable resource', async (ResourceARN) => {
    const { client } = await start();
    const error = await errorOf(client.listTagsForResource({ ResourceARN }));
    expect(error.name).toBe('ValidationException');
    expect(error.message).toMatch(/Provided Arn is not in correct format\.$/);
  });
});
