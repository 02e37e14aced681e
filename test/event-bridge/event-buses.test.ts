import { describe, expect, test } from 'vitest';
import { answerOf, busArn, EventPattern, eventBridgeOf, queue } from '../support/event-bridge.ts';
import { ALPHA, BETA, errorOf, startServer } from '../support/server.ts';

describe('the default bus', () => {
  test.each([undefined, 'default', busArn()])('is described: %s', async (Name) => {
    const client = eventBridgeOf(await startServer());
    expect(await answerOf(client.describeEventBus({ Name }))).toEqual({ Name: 'default', Arn: busArn() });
  });

  test.each(['other', busArn(BETA)])('is not %s', async (Name) => {
    const error = await errorOf(eventBridgeOf(await startServer()).describeEventBus({ Name }));
    expect(error.name).toBe('ResourceNotFoundException');
  });

  test.each([
    [undefined, ['default']],
    ['def', ['default']],
    ['default', ['default']],
    ['other', []],
  ])('is the only one listed: %s', async (NamePrefix, names) => {
    const client = eventBridgeOf(await startServer());
    const { EventBuses = [], NextToken } = await client.listEventBuses({ NamePrefix, Limit: 1 });
    expect(EventBuses).toEqual(names.map((Name) => ({ Name, Arn: busArn() })));
    expect(NextToken).toBeUndefined();
  });
});

describe('the rules of a target', () => {
  const start = async () => {
    const server = await startServer();
    const client = eventBridgeOf(server);
    for (const Name of ['b', 'a', 'c', 'd']) await client.putRule({ Name, EventPattern });
    const put = (Rule: string, ...ids: string[]) =>
      client.putTargets({ Rule, Targets: ids.map((Id) => ({ Id, Arn: queue('inbox') })) });
    await put('b', '1', '2');
    await put('a', '1');
    await put('c', '1');
    await client.putTargets({ Rule: 'd', Targets: [{ Id: '1', Arn: queue('other') }] });
    return { server, client };
  };

  test('are listed by name, each once', async () => {
    const { client } = await start();
    expect(await answerOf(client.listRuleNamesByTarget({ TargetArn: queue('inbox') }))).toEqual({
      RuleNames: ['a', 'b', 'c'],
    });
    await client.removeTargets({ Rule: 'b', Ids: ['1'] });
    await client.removeTargets({ Rule: 'a', Ids: ['1'] });
    const { RuleNames } = await client.listRuleNamesByTarget({
      TargetArn: queue('inbox'),
      EventBusName: 'default',
    });
    expect(RuleNames).toEqual(['b', 'c']);
  });

  test('are paged', async () => {
    const { client } = await start();
    const TargetArn = queue('inbox');
    const names: string[] = [];
    for (let NextToken: string | undefined, more = true; more; more = NextToken !== undefined) {
      const page = await client.listRuleNamesByTarget({ TargetArn, Limit: 1, NextToken });
      expect(page.RuleNames).toHaveLength(1);
      names.push(...(page.RuleNames ?? []));
      NextToken = page.NextToken;
    }
    expect(names).toEqual(['a', 'b', 'c']);
    const { NextToken } = await client.listRuleNamesByTarget({ TargetArn, Limit: 1 });
    const other = client.listRuleNamesByTarget({ TargetArn: queue('other'), Limit: 1, NextToken });
    expect((await errorOf(other)).name).toBe('ValidationException');
  });

  test('are none if no rule of the account has the target', async () => {
    const { server, client } = await start();
    expect((await client.listRuleNamesByTarget({ TargetArn: queue('none') })).RuleNames).toEqual([]);
    const beta = eventBridgeOf(server, BETA);
    expect((await beta.listRuleNamesByTarget({ TargetArn: queue('inbox', ALPHA) })).RuleNames).toEqual([]);
    const error = await errorOf(client.listRuleNamesByTarget({ TargetArn: 'x', EventBusName: 'other' }));
    expect(error.name).toBe('ResourceNotFoundException');
  });
});
