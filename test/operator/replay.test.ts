import { expect, test } from 'vitest';
import { engagement } from '../support/data.ts';
import { eventually, withStore } from '../support/engine.ts';
import { startReceiver, status } from '../support/receiver.ts';
import { ALPHA, BETA, clientOf, errorOf, readFeed, startServer, temporaryFolder } from '../support/server.ts';
import { appendEvents, putDestination, putRuleWithTarget, webhook } from '../support/targets.ts';

const TARGET = 'rule/all/t';

test('events are delivered again to one target, in their order, a part or one', async () => {
  const receiver = await startReceiver();
  const data = await temporaryFolder();
  const ids = await withStore(data, (store) =>
    store.transaction(async (tx) => {
      const Arn = await putDestination(tx, 'receiver', { url: receiver.url });
      await putRuleWithTarget(tx, 'all', { Arn });
      return appendEvents(tx, 4);
    }),
  );
  const server = await startServer({ data });
  await eventually(() => receiver.received.length === 4);
  const { events } = await server.feed({ account: ALPHA });
  const [first = 0, second = 0, third = 0] = events.map(({ sequence }) => sequence).sort((a, b) => a - b);
  const to = { account: ALPHA, target: TARGET };
  expect(await server.events.replay({ ...to, from: second })).toEqual({ replayed: 1 });
  await eventually(() => receiver.received.length === 5);
  expect(await server.events.replay({ ...to, from: first, to: third })).toEqual({ replayed: 3 });
  await eventually(() => receiver.received.length === 8);
  expect(receiver.ids()).toEqual([...ids, ids[1], ids[0], ids[1], ids[2]]);
  expect(await server.events.replay({ ...to, from: 1_000_000 })).toEqual({ replayed: 0 });
  expect((await server.deadLetters.list()).deadLetters).toEqual([]);
});

test('a webhook gets only events of its accounts again; one that fails is a dead letter, which can be read alone', async () => {
  let isBroken = false;
  const receiver = await startReceiver((response, received, count) =>
    status(isBroken ? 410 : 200)(response, received, count),
  );
  const server = await startServer({ webhooks: [{ ...webhook('hook', receiver.url), accounts: [BETA] }] });
  await clientOf(server, ALPHA).createEngagement(engagement('of Alpha'));
  await clientOf(server, BETA).createEngagement(engagement('of Beta'));
  await eventually(() => receiver.received.length === 1);
  isBroken = true;
  const replayed = await server.events.replay({ target: 'webhook/hook', from: 1, to: 1_000 });
  expect(replayed).toEqual({ replayed: (await readFeed(server, BETA)).length });
  const letter = await eventually(async () => {
    const [found] = (await server.deadLetters.list()).deadLetters;
    return found?.state === 'dead' ? found : undefined;
  });
  expect(letter).toMatchObject({ event: { account: BETA } });
  expect(await server.deadLetters.get({ id: letter.id })).toEqual(letter);
  for (const given of [{ id: 'none' }, { id: letter.id, account: ALPHA }]) {
    expect((await errorOf(server.deadLetters.get(given))).name).toBe('ResourceNotFoundException');
  }
});

test('a replay names a target that exists, its account, and a range', async () => {
  const server = await startServer();
  const nameOf = async (input: Parameters<typeof server.events.replay>[0]) =>
    (await errorOf(server.events.replay(input))).name;
  expect(await nameOf({ account: ALPHA, target: TARGET, from: 1 })).toBe('ResourceNotFoundException');
  expect(await nameOf({ target: 'webhook/none', from: 1 })).toBe('ResourceNotFoundException');
  expect(await nameOf({ target: TARGET, from: 1 })).toBe('ValidationException');
  expect(await nameOf({ account: ALPHA, target: 'webhook/none', from: 1 })).toBe('ValidationException');
  expect(await nameOf({ account: ALPHA, target: TARGET, from: 2, to: 1 })).toBe('ValidationException');
});
