import { describe, expect, test } from 'vitest';
import { engagement } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { type Answer, firstComings, ok, startReceiver, status } from '../support/receiver.ts';
import { ALPHA, clientOf, readFeed, startServer, temporaryFolder } from '../support/server.ts';
import { targets, webhook } from '../support/targets.ts';

const EVENTS = 12;

/** Fails the requests with these numbers and accepts the others. */
const badly =
  (bad: Answer, numbers = [0, 4]): Answer =>
  (response, received, count) =>
    numbers.includes(count) ? bad(response, received, count) : ok(response, received, count);

const reset: Answer = (response) => response.socket?.resetAndDestroy();
const garbage: Answer = (response) => response.socket?.end('\u0000\u0001 what is this?\r\n\r\n');
const half: Answer = (response) => response.socket?.end('HTTP/1.1 200 OK\r\nContent-Le');
/** Accepts the event with a response body that never ends. */
const endless: Answer = (response) => {
  response.writeHead(200);
  const talk = (): void => {
    while (!response.destroyed && response.write('x'.repeat(16_384)));
  };
  response.on('drain', talk);
  talk();
};
/** Sends less than its Content-Length. */
const short: Answer = (response) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('{}');
};
const hang: Answer = () => {};

/** Makes events and waits until a target has accepted all of them. Returns their ids. */
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

describe('a failing target receives each event in order, with retries:', () => {
  test.each<[string, Answer]>([
    ['one that resets the connection', reset],
    ['one that answers 500', status(500)],
    ['one that answers 404', status(404)],
    ['one whose response is not HTTP', garbage],
    ['one that dies within its response', half],
  ])('%s', async (_what, bad) => {
    const { ids, receivers } = await deliverTo({ bad: badly(bad) });
    await eventually(() => receivers.bad!.received.length >= EVENTS + 2);
    // The event of a failed request is sent again before any other.
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

describe('an accepted event is not sent again', () => {
  test.each<[string, Answer]>([
    ['if the response never ends', endless],
    ['if the response is shorter than its Content-Length', short],
  ])('%s', async (_what, answer) => {
    const { ids, receivers } = await deliverTo({ bad: badly(answer) });
    await eventually(() => receivers.bad!.received.length >= EVENTS);
    expect(receivers.bad!.ids()).toEqual(ids);
  });
});

test('a hanging target and failing ones do not delay others', async () => {
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

test('closing the server aborts a hanging attempt without counting it; delivery continues after a restart', async () => {
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
  // The second server need not wait for the lease to expire: the first one released it.
  await eventually(() => receiver.received.length === 2);
  const [id] = (await readFeed(second)).map((event) => event.id);
  expect(receiver.ids()).toEqual([id, id]);
});
