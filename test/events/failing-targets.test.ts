import { describe, expect, test } from 'vitest';
import { engagement } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { type Answer, firstComings, ok, startReceiver, status } from '../support/receiver.ts';
import { ALPHA, clientOf, readFeed, startServer, temporaryFolder } from '../support/server.ts';
import { targets, webhook } from '../support/targets.ts';

const EVENTS = 12;

/** Answers the requests with these numbers in a bad way, and the others well. */
const badly =
  (bad: Answer, numbers = [0, 4]): Answer =>
  (response, received, count) =>
    numbers.includes(count) ? bad(response, received, count) : ok(response, received, count);

const reset: Answer = (response) => response.socket?.resetAndDestroy();
const garbage: Answer = (response) => response.socket?.end('\u0000\u0001 what is this?\r\n\r\n');
const half: Answer = (response) => response.socket?.end('HTTP/1.1 200 OK\r\nContent-Le');
/** Says that it took the event, and then never stops talking. */
const endless: Answer = (response) => {
  response.writeHead(200);
  const talk = (): void => {
    while (!response.destroyed && response.write('x'.repeat(16_384)));
  };
  response.on('drain', talk);
  talk();
};
/** Promises more than it sends. */
const short: Answer = (response) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('{}');
};
const hang: Answer = () => {};

/** Makes events, and waits until a target has taken all of them. Answers the ids. */
const deliverTo = async (answers: Record<string, Answer>) => {
  const names = Object.keys(answers);
  const receivers = await Promise.all(names.map((name) => startReceiver(answers[name])));
  const server = await startServer({
    webhooks: names.map((name, index) => webhook(name, receivers[index]?.url ?? '')),
  });
  for (let index = 0; index < EVENTS; index++) {
    await clientOf(server, ALPHA).createEngagement(engagement(`number ${index}`));
  }
  const ids = (await readFeed(server)).map(({ id }) => id);
  expect(ids.length).toBe(EVENTS);
  return { ids, receivers: Object.fromEntries(names.map((name, index) => [name, receivers[index]!])) };
};

describe('a target that fails gets each event, in order, and is tried again:', () => {
  test.each<[string, Answer]>([
    ['one that resets the connection', reset],
    ['one that answers 500', status(500)],
    ['one that answers 404', status(404)],
    ['one that answers with what is no HTTP', garbage],
    ['one that dies within its answer', half],
  ])('%s', async (_what, bad) => {
    const { ids, receivers } = await deliverTo({ bad: badly(bad) });
    await eventually(() => receivers.bad!.received.length >= EVENTS + 2);
    // The event of a request that failed comes again, before any other.
    const [first, second, third, fourth] = ids;
    expect(receivers.bad!.ids()).toEqual([first, first, second, third, fourth, fourth, ...ids.slice(4)]);
  });

  test('one that redirects is not followed', async () => {
    const elsewhere = await startReceiver();
    const { ids, receivers } = await deliverTo({ bad: badly(status(307, { location: elsewhere.url })) });
    await eventually(() => receivers.bad!.received.length >= EVENTS + 2);
    expect(firstComings(receivers.bad!.ids())).toEqual(ids);
    expect(elsewhere.received).toEqual([]);
  });
});

describe('a target that took an event is not sent it again', () => {
  test.each<[string, Answer]>([
    ['though its answer has no end', endless],
    ['though its answer is shorter than it says', short],
  ])('%s', async (_what, answer) => {
    const { ids, receivers } = await deliverTo({ bad: badly(answer) });
    await eventually(() => receivers.bad!.received.length >= EVENTS);
    expect(receivers.bad!.ids()).toEqual(ids);
  });
});

test('a target that hangs, and others that fail, delay nobody else', async () => {
  const { ids, receivers } = await deliverTo({
    hanging: badly(hang, [0]),
    failing: status(503),
    dying: reset,
    talking: endless,
    good: ok,
  });
  const { hanging, failing, good } = receivers;
  await eventually(() => good!.received.length >= EVENTS);
  expect(good!.ids()).toEqual(ids);
  expect(hanging!.ids()).toEqual(ids.slice(0, 1));
  await eventually(() => hanging!.received.length >= EVENTS + 1);
  expect(hanging!.ids()).toEqual([ids[0], ...ids]);
  expect(new Set(failing!.ids())).toEqual(new Set(ids.slice(0, 1)));
});

test('a server that closes breaks off what hangs, which does not count, and goes on when it starts again', async () => {
  let answer: Answer = hang;
  const receiver = await startReceiver((response, received, count) => answer(response, received, count));
  const data = await temporaryFolder();
  const webhooks = [webhook('hook', receiver.url)];
  const first = await startServer({ data, webhooks });
  await clientOf(first, ALPHA).createEngagement(engagement('one'));
  await eventually(() => receiver.received.length === 1);
  await first.close();
  answer = ok;
  const second = await startServer({ data, webhooks });
  expect((await targets(second))[0]?.attempts).toBe(0);
  // Nobody waits for the lease of the first one to end: it was given back.
  await eventually(() => receiver.received.length === 2);
  const [id] = (await readFeed(second)).map((event) => event.id);
  expect(receiver.ids()).toEqual([id, id]);
});
