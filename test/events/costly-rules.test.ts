import { expect, test } from 'vitest';
import { eventually } from '../support/engine.ts';
import { EventPattern, eventBridgeOf, startWithStore } from '../support/event-bridge.ts';
import { startReceiver } from '../support/receiver.ts';
import { ALPHA, BETA, errorOf, startServer } from '../support/server.ts';
import { appendEvents, deadLetters, putDestination, putRuleWithTarget, targets } from '../support/targets.ts';

const list = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

/** An event that almost matches each of the pattern's 512 combinations in each of many elements. */
const costly = (elements: number) => {
  const almost = Object.fromEntries(list(9, (at) => [`k${at}`, { a: 1, b: 1 }]));
  const ors = list(9, (at) => [`k${at}`, { $or: [{ a: [1] }, { b: [1] }] }]);
  return {
    pattern: { detail: { l: { z: [1], ...Object.fromEntries(ors) } } },
    detail: { l: [...list(elements, () => almost), { z: 1 }] },
  };
};

const envelope = {
  id: '1',
  account: ALPHA,
  source: 's',
  time: '2026-01-01T00:00:00Z',
  region: 'r',
  resources: [],
  'detail-type': 't',
};

test('TestEventPattern answers whether 80 blocks have one of 15,500 addresses', async () => {
  const client = eventBridgeOf(await startServer());
  const cidrs = list(80, (at) => ({ cidr: `2001:db8:${at.toString(16)}::/48` }));
  const addresses = list(15_500, (at) => `fe80::${at.toString(16)}`);
  const ask = (ip: string[]) =>
    client.testEventPattern({
      EventPattern: JSON.stringify({ detail: { ip: cidrs } }),
      Event: JSON.stringify({
        ...envelope,
        detail: { ip: [ip, addresses.slice(0, 9_000), addresses.slice(9_000)] },
      }),
    });
  expect((await ask(['::1'])).Result).toBe(false);
  expect((await ask(['2001:db8:4f:ffff::1'])).Result).toBe(true);
});

test('TestEventPattern says that a pattern takes too many steps', async () => {
  const client = eventBridgeOf(await startServer());
  const ask = (elements: number) => {
    const { pattern, detail } = costly(elements);
    return client.testEventPattern({
      EventPattern: JSON.stringify(pattern),
      Event: JSON.stringify({ ...envelope, detail }),
    });
  };
  expect((await ask(3)).Result).toBe(false);
  expect(await errorOf(ask(1_500))).toMatchObject({
    name: 'InvalidEventPatternException',
    message: expect.stringMatching(
      /^Event pattern is not valid\. Reason: Rule is too complex - .* more than 200000 steps/,
    ),
  });
});

test('an event that a rule takes too long for is passed over and counted, and holds up no other rule', async () => {
  const receiver = await startReceiver();
  const { server, transaction } = await startWithStore({ delivery: { allowPrivateTargets: true } });
  const client = eventBridgeOf(server);
  const { pattern, detail } = costly(1_500);
  await transaction(async (tx) => {
    const Arn = await putDestination(tx, 'd', { url: receiver.url });
    await putRuleWithTarget(tx, 'costly', { Arn }, { pattern: { $or: [pattern, JSON.parse(EventPattern)] } });
    await putRuleWithTarget(tx, 'simple', { Arn }, { pattern: { source: ['mine'] } });
  });
  const { Entries } = await client.putEvents({
    Entries: [{ Source: 'mine', DetailType: 't', Detail: JSON.stringify(detail) }],
  });
  const [after] = await transaction((tx) => appendEvents(tx, 1));
  await eventually(() => receiver.received.length === 2);
  expect(receiver.ids().sort()).toEqual([Entries?.[0]?.EventId, after].sort());
  const shown = await eventually(async () => {
    const [found] = await targets(server);
    return found?.lag === 0 ? found : undefined;
  });
  expect(shown).toMatchObject({ id: 'rule/costly/t', passedOver: 1 });
  expect(await deadLetters(server)).toEqual([]);
});

test('the operator sees why an event was passed over', async () => {
  const { server, transaction } = await startWithStore({ delivery: { allowPrivateTargets: true } });
  const { pattern, detail } = costly(1_500);
  await transaction(async (tx) => {
    const Arn = await putDestination(tx, 'd', { url: 'http://127.0.0.1:9/' });
    await putRuleWithTarget(tx, 'costly', { Arn }, { pattern });
  });
  await eventBridgeOf(server).putEvents({
    Entries: [{ Source: 'mine', DetailType: 't', Detail: JSON.stringify(detail) }],
  });
  const shown = await eventually(async () =>
    (await targets(server)).find(({ passedOver }) => passedOver === 1),
  );
  expect(shown.lastError).toMatch(/^INVALID_PARAMETER: Matching the event .* took more than 200000 steps/);
});

test('an input that repeats a large event too often makes a dead letter, and the next event arrives', async () => {
  const receiver = await startReceiver();
  const { server, transaction } = await startWithStore({ delivery: { allowPrivateTargets: true } });
  const InputTemplate = `[${list(300, () => '<aws.events.event.json>').join(',')}]`;
  await transaction(async (tx) => {
    const Arn = await putDestination(tx, 'd', { url: receiver.url });
    await putRuleWithTarget(
      tx,
      'r',
      { Arn, InputTransformer: { InputTemplate } },
      { pattern: { account: [ALPHA] } },
    );
  });
  const Detail = JSON.stringify({ text: 'x'.repeat(100_000) });
  await eventBridgeOf(server).putEvents({ Entries: [{ Source: 'mine', DetailType: 't', Detail }] });
  await transaction((tx) => appendEvents(tx, 1, BETA));
  await transaction((tx) => appendEvents(tx, 1));
  await eventually(() => receiver.received.length === 1);
  const [letter] = await deadLetters(server);
  expect(letter).toMatchObject({
    attempts: 1,
    error: expect.stringMatching(/^INVALID_PARAMETER: The input has more than 1048576 characters/),
  });
});

test('an event may be nested 1,000 deep, and holds up no rule; a deeper one is malformed', async () => {
  const receiver = await startReceiver();
  const { server, transaction } = await startWithStore({ delivery: { allowPrivateTargets: true } });
  await transaction(async (tx) => {
    const Arn = await putDestination(tx, 'd', { url: receiver.url });
    const pattern = { detail: { a: ['last', { exists: false }] } };
    await putRuleWithTarget(tx, 'r', { Arn }, { pattern });
  });
  const put = (Detail: string) =>
    eventBridgeOf(server).putEvents({ Entries: [{ Source: 'mine', DetailType: 't', Detail }] });
  const nested = (depth: number) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
  const ids: (string | undefined)[] = [];
  for (const Detail of [nested(1_000), '{"a":"last"}']) ids.push((await put(Detail)).Entries?.[0]?.EventId);
  for (const depth of [1_001, 100_000]) {
    expect((await put(nested(depth))).Entries).toEqual([
      { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' },
    ]);
  }
  await eventually(() => receiver.received.length === 2);
  expect(receiver.ids()).toEqual(ids);
});
