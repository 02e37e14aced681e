import { expect, test } from 'vitest';
import { appendToOutbox } from '../../src/store/repositories/events.ts';
import { opportunity } from '../support/data.ts';
import { EventPattern, eventBridgeOf, queue, startWithStore } from '../support/event-bridge.ts';
import { ALPHA, BETA, clientOf } from '../support/server.ts';

/** Starts a server with a rule of ALPHA; `happen` writes an event of ALPHA that `settle` commits. */
const startWithEventUnderWay = async () => {
  const engine = await startWithStore();
  const happen = () => clientOf(engine.server, BETA).createOpportunity(opportunity());
  await happen();
  const client = eventBridgeOf(engine.server);
  await client.putRule({ Name: 'r', EventPattern });
  const written = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  const writer = engine.transaction(async (tx) => {
    await appendToOutbox(tx, [{ account_id: ALPHA, event: '{}' }]);
    written.resolve();
    await mayEnd.promise;
  });
  await written.promise;
  const settle = async (): Promise<number> => {
    mayEnd.resolve();
    await writer;
    const { sequence } = await engine.reads
      .selectFrom('events')
      .select('sequence')
      .where('account_id', '=', ALPHA)
      .executeTakeFirstOrThrow();
    return Number(sequence);
  };
  return { ...engine, client, happen, settle };
};
const Targets = [{ Id: 't', Arn: queue() }];

test('a target that is put before an event’s commit gets the event', async () => {
  const { client, happen, settle, subscription } = await startWithEventUnderWay();
  await happen();
  await client.putTargets({ Rule: 'r', Targets });
  const position = (await subscription('rule/r/t'))?.position;
  expect(position).toBeGreaterThan(0);
  expect(position).toBeLessThan(await settle());
});

test('so does a target whose rule is enabled or disabled before the commit', async () => {
  const { client, happen, hold, newest, settle, subscription } = await startWithEventUnderWay();
  await client.putTargets({ Rule: 'r', Targets });
  await hold('rule/r/t');
  await happen();
  await client.disableRule({ Name: 'r' });
  const disabled = await subscription('rule/r/t');
  expect(disabled?.until).toBe(await newest());
  await client.enableRule({ Name: 'r' });
  const enabled = await subscription('rule/r/t');
  const sequence = await settle();
  expect(disabled?.until).toBeGreaterThan(sequence);
  expect(enabled).toMatchObject({ until: null });
  expect(enabled?.position).toBeLessThan(sequence);
});
