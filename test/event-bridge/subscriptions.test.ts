import { expect, test } from 'vitest';
import { opportunity } from '../support/data.ts';
import { EventPattern, eventBridgeOf, queue, roleArn, startWithStore } from '../support/event-bridge.ts';
import { ALPHA, BETA, clientOf } from '../support/server.ts';

const Rule = 'r';
const Targets = [{ Id: 't', Arn: queue() }];

const start = async () => {
  const engine = await startWithStore();
  const client = eventBridgeOf(engine.server);
  await client.putRule({ Name: Rule, EventPattern });
  const happen = async (account = ALPHA) => {
    await clientOf(engine.server, account).createOpportunity(opportunity());
    return engine.newest();
  };
  /** Puts the target. Nothing is delivered to it, so its position does not move. */
  const put = async () => {
    await client.putTargets({ Rule, Targets });
    await engine.hold('rule/r/t');
  };
  return { ...engine, client, happen, put, ours: () => engine.subscription('rule/r/t') };
};

test('a new target gets events from then on', async () => {
  const { client, happen, put, ours } = await start();
  await put();
  expect(await ours()).toMatchObject({ account_id: ALPHA, position: 0, until: null, attempts: 0 });
  await client.removeTargets({ Rule, Ids: ['t'] });
  expect(await ours()).toBeUndefined();
  const newest = await happen(BETA);
  await put();
  expect(await ours()).toMatchObject({ position: newest, until: null });
});

test('a replaced target continues at its position', async () => {
  const { client, happen, put, ours } = await start();
  await put();
  await happen();
  await client.putTargets({ Rule, Targets: [{ Id: 't', Arn: queue('other') }] });
  expect(await ours()).toMatchObject({ position: 0, until: null });
});

test('a target of a disabled rule ends at the newest event', async () => {
  const { client, happen, put, ours } = await start();
  await put();
  const newest = await happen();
  await client.disableRule({ Name: Rule });
  expect(await ours()).toMatchObject({ position: 0, until: newest });
  await happen();
  await client.disableRule({ Name: Rule });
  expect(await ours()).toMatchObject({ position: 0, until: newest });
});

test('a target that has all of them starts at the newest event when the rule is enabled', async () => {
  const { client, happen, put, ours } = await start();
  await put();
  await happen(BETA);
  await client.disableRule({ Name: Rule });
  await happen();
  const newest = await happen();
  await client.enableRule({ Name: Rule });
  expect(await ours()).toMatchObject({ position: newest, until: null });
});

test('a target that lacks some continues at its position when the rule is enabled', async () => {
  const { client, happen, put, ours } = await start();
  await put();
  await happen();
  await client.disableRule({ Name: Rule });
  await happen();
  await client.enableRule({ Name: Rule });
  expect(await ours()).toMatchObject({ position: 0, until: null });
});

test('PutRule disables and enables like DisableRule and EnableRule', async () => {
  const { client, happen, put, ours } = await start();
  await put();
  const before = await happen(BETA);
  await client.putRule({ Name: Rule, EventPattern, State: 'DISABLED' });
  expect(await ours()).toMatchObject({ position: 0, until: before });
  const newest = await happen();
  await client.putRule({ Name: Rule, EventPattern });
  expect(await ours()).toMatchObject({ position: newest, until: null });
});

test('a target of a disabled rule gets nothing before the rule is enabled', async () => {
  const { client, happen, put, ours } = await start();
  await client.disableRule({ Name: Rule });
  const before = await happen();
  await put();
  expect(await ours()).toMatchObject({ position: before, until: before });
  const newest = await happen();
  await client.enableRule({ Name: Rule });
  expect(await ours()).toMatchObject({ position: newest, until: null });
});

test('a failed request leaves no subscription, and those of other rules and accounts do not change', async () => {
  const { server, client, subscription } = await start();
  await client.putRule({ Name: 'other', EventPattern });
  await client.putTargets({ Rule: 'other', Targets });
  const beta = eventBridgeOf(server, BETA);
  await beta.putRule({ Name: Rule, EventPattern });
  await beta.putTargets({ Rule, Targets: [{ Id: 't', Arn: queue('q', BETA) }] });
  const missing = `arn:aws:events:us-east-1:${ALPHA}:api-destination/x/11111111-1111-1111-1111-111111111111`;
  await client.putTargets({ Rule, Targets: [{ Id: 't', Arn: missing, RoleArn: roleArn() }] });
  await expect(client.putTargets({ Rule, Targets: [{ Id: 't', Arn: 'bad' }] })).rejects.toThrow();
  expect(await subscription('rule/r/t')).toBeUndefined();
  await client.disableRule({ Name: Rule });
  await client.removeTargets({ Rule, Ids: ['t'] });
  for (const found of [await subscription('rule/other/t'), await subscription('rule/r/t', BETA)]) {
    expect(found).toMatchObject({ until: null });
  }
});
