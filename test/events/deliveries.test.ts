import { expect, test } from 'vitest';
import type { Cosell } from '../../src/index.ts';
import type { DeliveryEntry } from '../../src/operator/delivery-schemas.ts';
import { engagement } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { apiKey, EventPattern, eventBridgeOf, queue, roleArn } from '../support/event-bridge.ts';
import { readLive } from '../support/event-stream.ts';
import { type Answer, ok, startReceiver, status } from '../support/receiver.ts';
import { ALPHA, BETA, clientOf, errorOf, readFeed, startServer } from '../support/server.ts';
import { startStrictServer, userWith } from '../support/strict.ts';
import { webhook } from '../support/targets.ts';
import { send, sign } from '../support/wire.ts';

type Listed = Awaited<ReturnType<Cosell['deliveries']['list']>>['deliveries'];

/** Makes a rule of ALPHA, or of another account, with one target `t`: an API destination without retries. */
const ruleTo = async (server: Cosell, Name: string, url: string, account = ALPHA): Promise<void> => {
  const client = eventBridgeOf(server, account);
  const { ConnectionArn = '' } = await client.createConnection({ Name, ...apiKey });
  const InvocationEndpoint = `${url}/events?token=in-the-address`;
  const { ApiDestinationArn = '' } = await client.createApiDestination({
    ...{ Name, ConnectionArn, InvocationEndpoint },
    HttpMethod: 'POST',
  });
  await client.putRule({ Name, EventPattern });
  const target = { Id: 't', Arn: ApiDestinationArn, RoleArn: roleArn(account) };
  await client.putTargets({
    Rule: Name,
    Targets: [{ ...target, RetryPolicy: { MaximumRetryAttempts: 0 } }],
  });
};

/** Makes an event of an account, ALPHA by default. Returns its id. */
const happen = async (server: Cosell, account = ALPHA): Promise<string> => {
  await clientOf(server, account).createEngagement(engagement());
  return (await readFeed(server, account)).at(-1)?.id ?? '';
};

/** Waits until the newest attempts are as many as wanted. */
const deliveriesOf = (
  server: Cosell,
  count: number,
  filter: Parameters<Cosell['deliveries']['list']>[0] = {},
): Promise<Listed> =>
  eventually(async () => {
    const { deliveries } = await server.deliveries.list(filter);
    return deliveries.length >= count ? deliveries : undefined;
  });

test('each attempt is kept: one that fails and is tried again, then one that succeeds', async () => {
  const failsOnce: Answer = (response, received, count) =>
    (count === 0 ? status(503) : ok)(response, received, count);
  const receiver = await startReceiver(failsOnce);
  const server = await startServer({ webhooks: [webhook('hook', receiver.url)] });
  const id = await happen(server);
  const [second, first] = await deliveriesOf(server, 2);
  const same = { target: 'webhook/hook', kind: 'webhook', eventId: id, eventType: 'Engagement Created' };
  expect(first).toMatchObject({ ...same, eventAccount: ALPHA, outcome: 'retry', attempt: 1, status: 503 });
  expect(first).toMatchObject({
    errorCode: 'ERROR_FROM_TARGET',
    message: 'The target answered with status 503.',
    again: false,
  });
  expect(Date.parse(first?.retryAt ?? '')).toBeGreaterThan(Date.parse(first?.time ?? ''));
  expect(second).toMatchObject({ ...same, outcome: 'delivered', attempt: 2, status: 200 });
  for (const absent of ['errorCode', 'message', 'retryAt', 'deadLetter', 'account']) {
    expect(second).not.toHaveProperty(absent);
  }
  expect(second?.milliseconds).toBeGreaterThan(0);
});

test('an event that is given up leads to its dead letter, and its redrive is an attempt like any other', async () => {
  let code = 500;
  const receiver = await startReceiver((...given) => status(code)(...given));
  const server = await startServer();
  await ruleTo(server, 'all', receiver.url);
  const id = await happen(server);
  const [dead] = await deliveriesOf(server, 1);
  const [letter] = (await server.deadLetters.list()).deadLetters;
  expect(dead).toMatchObject({
    ...{ account: ALPHA, target: 'rule/all/t', kind: 'apiDestination', eventId: id },
    ...{ outcome: 'dead', attempt: 1, status: 500, deadLetter: letter?.id },
  });
  await server.deadLetters.redrive({ ids: [letter!.id] });
  const [again] = await deliveriesOf(server, 2);
  expect(again).toMatchObject({ outcome: 'dead', attempt: 1, again: true, deadLetter: letter?.id });
  code = 204;
  await server.deadLetters.redrive({ account: ALPHA });
  const [delivered] = await deliveriesOf(server, 3);
  expect(delivered).toMatchObject({ outcome: 'delivered', attempt: 1, again: true, status: 204 });
  await server.events.replay({ account: ALPHA, target: 'rule/all/t', from: dead!.sequence });
  const [replayed] = await deliveriesOf(server, 4);
  expect(replayed).toMatchObject({ eventId: id, outcome: 'delivered', again: true });
  const text = JSON.stringify(await server.deliveries.list());
  expect(text).not.toMatch(/key-secret|x-api-key|in-the-address|whsec_/);
});

test('a target without an answer has no status, and one that this server never reaches is passed over', async () => {
  const closed = await startReceiver();
  await closed.close();
  const server = await startServer();
  await ruleTo(server, 'closed', closed.url);
  const client = eventBridgeOf(server);
  await client.putRule({ Name: 'queued', EventPattern });
  await client.putTargets({ Rule: 'queued', Targets: [{ Id: 'q', Arn: queue() }] });
  await happen(server);
  await deliveriesOf(server, 2);
  const [dead] = (await server.deliveries.list({ rule: 'closed' })).deliveries;
  expect(dead).toMatchObject({ outcome: 'dead', errorCode: 'CONNECTION_FAILURE' });
  expect(dead).not.toHaveProperty('status');
  const [passed] = (await server.deliveries.list({ outcome: 'passedOver' })).deliveries;
  expect(passed).toMatchObject({ target: 'rule/queued/q', kind: 'queue', attempt: 0 });
  expect(passed?.message).toContain('--target-endpoint');
});

test('attempts are selected by rule, target, outcome, event and account, page by page', async () => {
  const receiver = await startReceiver();
  const server = await startServer();
  await ruleTo(server, 'one', receiver.url);
  await ruleTo(server, 'one.more', receiver.url);
  await ruleTo(server, 'one', receiver.url, BETA);
  const ids = [await happen(server), await happen(server)];
  await happen(server, BETA);
  const all = await deliveriesOf(server, 5);
  const idsOf = async (filter: Parameters<Cosell['deliveries']['list']>[0]) =>
    (await server.deliveries.list(filter)).deliveries;
  const only = (test: (entry: DeliveryEntry) => boolean) => all.filter(test);
  expect(await idsOf({ rule: 'one' })).toEqual(only(({ target }) => target === 'rule/one/t'));
  expect(await idsOf({ target: 'rule/one.more/t' })).toEqual(
    only(({ target }) => target === 'rule/one.more/t'),
  );
  expect(await idsOf({ account: BETA })).toEqual(only(({ account }) => account === BETA));
  expect(await idsOf({ event: ids[0]! })).toEqual(only(({ eventId }) => eventId === ids[0]));
  expect(await idsOf({ outcome: 'dead' })).toEqual([]);
  expect((await idsOf({ account: BETA })).length + (await idsOf({ account: ALPHA })).length).toBe(5);
  const first = await server.deliveries.list({ limit: 3 });
  const rest = await server.deliveries.list({ limit: 3, after: first.next! });
  expect([...first.deliveries, ...rest.deliveries]).toEqual(all);
  expect(rest.next).toBeUndefined();
  expect(await server.deliveries.clear()).toEqual({ removed: 5 });
  expect(await server.deliveries.list({ after: first.next! })).toEqual({ deliveries: [] });
});

test('the newest are kept, as many as wanted, or none', async () => {
  const receiver = await startReceiver();
  const webhooks = [webhook('hook', receiver.url)];
  const server = await startServer({ webhooks, deliveries: 2 });
  const ids = [await happen(server), await happen(server), await happen(server)];
  await eventually(async () => (await server.deliveries.list()).deliveries[0]?.eventId === ids[2]);
  const { deliveries } = await server.deliveries.list();
  expect(deliveries.map(({ eventId }) => eventId)).toEqual([ids[2], ids[1]]);
  const off = await startServer({ webhooks, deliveries: 0 });
  const error = await errorOf(off.deliveries.list());
  expect([error.name, error.message]).toEqual([
    'ConflictException',
    expect.stringContaining('--deliveries 1000'),
  ]);
  await expect(startServer({ deliveries: -1 })).rejects.toThrow('from 0 to 100000');
});

test('a key of an account reads its own deliveries alone, and of webhooks none', async () => {
  const receiver = await startReceiver();
  const users = [
    userWith(ALPHA, 'reader', { Action: 'cosell:ReadDeliveries' }),
    userWith(ALPHA, 'other', { Action: 'cosell:ReadTargets' }),
  ];
  const server = await startStrictServer({ users, webhooks: [webhook('hook', receiver.url)] });
  await ruleTo(server, 'mine', receiver.url);
  await ruleTo(server, 'theirs', receiver.url, BETA);
  for (const account of [ALPHA, BETA]) await clientOf(server, account).createEngagement(engagement());
  await deliveriesOf(server, 4);
  const read = async (path: string, accessKeyId: string) => {
    const signing = { accessKeyId, secretAccessKey: 'secret' };
    return send(server, await sign(server, { method: 'GET', path }, signing));
  };
  const mine = await read('/_cosell/deliveries', ALPHA);
  expect(mine.json?.deliveries).toEqual([expect.objectContaining({ target: 'rule/mine/t' })]);
  expect((await read('/_cosell/deliveries', 'reader')).json).toEqual(mine.json);
  expect((await read('/_cosell/deliveries', 'other')).status).toBe(403);
  expect((await read(`/_cosell/deliveries?account=${BETA}`, ALPHA)).status).toBe(403);
  const [theirs] = (await server.deliveries.list({ account: BETA })).deliveries;
  const asked = await read(`/_cosell/deliveries?event=${theirs?.eventId}`, ALPHA);
  expect([asked.status, asked.json]).toEqual([200, { deliveries: [] }]);
});

test('the live stream tells of each attempt of its account, as the list shows it', async () => {
  const receiver = await startReceiver();
  const server = await startServer();
  await ruleTo(server, 'all', receiver.url);
  const [live, ofBeta] = [await readLive(server), await readLive(server, `account=${BETA}`)];
  await eventually(() => live.of('hello').length + ofBeta.of('hello').length === 2);
  await happen(server);
  await eventually(() => live.of('delivery').length === 1);
  expect(live.of('delivery')).toEqual((await server.deliveries.list()).deliveries);
  await happen(server, BETA);
  await eventually(() => ofBeta.of('event').length === 1);
  expect(ofBeta.of('delivery')).toEqual([]);
});
