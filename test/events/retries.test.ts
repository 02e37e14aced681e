import { expect, test } from 'vitest';
import { endSubscriptions } from '../../src/store/repositories/event-subscriptions.ts';
import { DAY, movableClock, stoppedClock } from '../support/clock.ts';
import { engagement } from '../support/data.ts';
import { eventually, withStore } from '../support/engine.ts';
import { type Answer, firstComings, ok, type Receiver, startReceiver, status } from '../support/receiver.ts';
import { ALPHA, BETA, clientOf, readFeed, startServer, temporaryFolder } from '../support/server.ts';
import {
  appendEvents,
  deadLetters,
  putDestination,
  putRuleWithTarget,
  redrive,
  targets,
  webhook,
} from '../support/targets.ts';

type Policy = { MaximumRetryAttempts?: number; MaximumEventAgeInSeconds?: number };

/**
 * Starts a server with its own clock, some events and an API destination for them. The clock stands still unless another is given: the
 * first retry is due after half a second, which a busy machine may not look at in time.
 */
const startWith = async (
  receiver: Receiver,
  events: number,
  RetryPolicy?: Policy,
  clock: ReturnType<typeof movableClock> = stoppedClock(),
) => {
  const data = await temporaryFolder();
  const ids = await withStore(data, (store) =>
    store.transaction(async (tx) => {
      const Arn = await putDestination(tx, 'receiver', { url: receiver.url });
      await putRuleWithTarget(tx, 'all', { Arn, ...(RetryPolicy && { RetryPolicy }) });
      return appendEvents(tx, events);
    }),
  );
  const server = await startServer({ data, clock });
  return { server, clock, ids, data };
};

/** Waits until an attempt fails, and moves the clock to the next one. */
const toNextAttempt = async (
  server: { endpoint: string },
  clock: ReturnType<typeof movableClock>,
  attempts: number,
): Promise<void> => {
  const moment = await eventually(async () => {
    const [target] = await targets(server);
    return target?.attempts === attempts ? target.nextAttempt : undefined;
  });
  clock.advance(Math.max(Date.parse(moment) - Date.parse(clock.now()), 0));
};

test('an event is retried 185 times within 24 hours, then is a dead letter, and the next one is tried', {
  timeout: 240_000,
}, async () => {
  const receiver = await startReceiver((response, received, count) =>
    status(count < 186 ? 503 : 200)(response, received, count),
  );
  const { server, clock, ids } = await startWith(receiver, 2);
  const began = Date.parse(clock.now());
  for (let attempts = 1; attempts <= 185; attempts++) await toNextAttempt(server, clock, attempts);
  const [letter] = await eventually(async () => {
    const letters = await deadLetters(server);
    return letters.length > 0 ? letters : undefined;
  });
  const elapsed = Date.parse(clock.now()) - began;
  expect(elapsed).toBeGreaterThan(DAY / 2);
  expect(elapsed).toBeLessThan(DAY);
  expect(letter).toMatchObject({
    target: 'rule/all/t',
    state: 'dead',
    attempts: 186,
    error: 'ERROR_FROM_TARGET: The target answered with status 503.',
    event: { id: ids[0] },
  });
  await eventually(() => receiver.received.length >= 187);
  expect(receiver.ids()).toEqual([...Array(186).fill(ids[0]), ids[1]]);
});

test('after 24 hours an event is a dead letter, however few attempts there were', async () => {
  const receiver = await startReceiver(status(503));
  const { server, clock } = await startWith(receiver, 1);
  await eventually(async () => (await targets(server))[0]?.attempts === 1);
  clock.advance(DAY + 1);
  const [letter] = await eventually(async () => {
    const letters = await deadLetters(server);
    return letters.length > 0 ? letters : undefined;
  });
  expect(letter?.attempts).toBe(2);
});

test('a target’s RetryPolicy is applied', async () => {
  const receiver = await startReceiver(status(503));
  const { server, clock, ids } = await startWith(receiver, 2, { MaximumRetryAttempts: 1 });
  await toNextAttempt(server, clock, 1);
  await eventually(async () => (await deadLetters(server)).length === 1);
  await toNextAttempt(server, clock, 1);
  await eventually(async () => (await deadLetters(server)).length === 2);
  expect(receiver.ids()).toEqual([ids[0], ids[0], ids[1], ids[1]]);
});

test('Retry-After is honoured within the maximum event age', async () => {
  const receiver = await startReceiver((response, received, count) => {
    const after = ['7200', new Date(Date.now() + 10 * DAY).toUTCString()][count];
    return after ? status(429, { 'retry-after': after })(response, received, count) : response.end();
  });
  const { server, clock, ids } = await startWith(receiver, 2);
  const wait = async (attempts: number): Promise<number> => {
    const moment = await eventually(async () => {
      const [target] = await targets(server);
      return target?.attempts === attempts ? target.nextAttempt : undefined;
    });
    return Date.parse(moment) - Date.parse(clock.now());
  };
  const first = await wait(1);
  expect(first).toBeGreaterThan(7_000_000);
  expect(first).toBeLessThanOrEqual(7_200_000);
  clock.advance(7_200_000);
  const second = await wait(2);
  expect(second).toBeLessThanOrEqual(DAY - 7_200_000);
  expect(second).toBeGreaterThan(DAY - 7_300_000);
  clock.advance(DAY);
  await eventually(() => receiver.received.length >= 4);
  expect(receiver.ids()).toEqual([ids[0], ids[0], ids[0], ids[1]]);
});

test.each([
  ['400', status(400)],
  ['302', status(302, { location: '/' })],
  ['408', status(408)],
  ['503 with a negative Retry-After', status(503, { 'retry-after': '-1' })],
])('an API destination that responds with %s is not retried: a dead letter at once', async (_what, bad) => {
  const receiver = await startReceiver((response, received, count) =>
    (count === 1 ? bad : ok)(response, received, count),
  );
  const { server, ids } = await startWith(receiver, 3);
  await eventually(() => receiver.received.length >= 3);
  expect(receiver.ids()).toEqual(ids);
  const letters = await deadLetters(server);
  expect(letters.map(({ event, attempts }) => [event.id, attempts])).toEqual([[ids[1], 1]]);
});

test.each([
  ['a line break', 'one\ntwo'],
  ['text that is not Latin', 'Москва'],
])(
  'a call whose header would have %s is not made: a dead letter at once, and the next event is tried',
  async (_what, text) => {
    const receiver = await startReceiver();
    const data = await temporaryFolder();
    await withStore(data, (store) =>
      store.transaction(async (tx) => {
        const Arn = await putDestination(tx, 'receiver', { url: receiver.url });
        await putRuleWithTarget(tx, 'all', { Arn, HttpParameters: { HeaderParameters: { 'x-text': text } } });
        await appendEvents(tx, 2);
      }),
    );
    const server = await startServer({ data });
    const letters = await eventually(async () => {
      const found = await deadLetters(server);
      return found.length === 2 ? found : undefined;
    });
    expect(letters.map(({ error }) => error)).toEqual(
      Array(2).fill(expect.stringMatching(/^INVALID_PARAMETER: /)),
    );
    expect(receiver.received).toEqual([]);
  },
);

test('a webhook that responds with 410 Gone makes a dead letter at once', async () => {
  const receiver = await startReceiver((response, received, count) =>
    status(count === 0 ? 410 : 200)(response, received, count),
  );
  const server = await startServer({ webhooks: [webhook('hook', receiver.url)] });
  for (const title of ['one', 'two']) await clientOf(server, ALPHA).createEngagement(engagement(title));
  await eventually(() => receiver.received.length >= 2);
  const [first, second] = (await readFeed(server)).map(({ id }) => id);
  expect(receiver.ids()).toEqual([first, second]);
  const letters = await deadLetters(server, 'target=webhook/hook');
  expect(letters.map(({ event }) => event.id)).toEqual([first]);
  expect((await redrive(server, { target: 'webhook/hook' })).body).toEqual({ redriven: 1 });
  await eventually(() => receiver.received.length >= 3);
  expect(receiver.ids()[2]).toBe(first);
});

test('dead letters are listed in pages and redriven before newer events, by id or by target', async () => {
  let isBroken = true;
  const receiver = await startReceiver((response, received, count) =>
    (isBroken ? status(400) : ok)(response, received, count),
  );
  const { server, ids } = await startWith(receiver, 4);
  const letters = await eventually(async () => {
    const found = await deadLetters(server);
    return found.length === 4 ? found : undefined;
  });
  expect(letters.map(({ event }) => event.id)).toEqual(ids);
  expect(
    await deadLetters(server, `account=${ALPHA}&target=rule/all/t&after=${letters[1]?.id}&limit=1`),
  ).toEqual([letters[2]]);
  expect(await deadLetters(server, `account=${BETA}`)).toEqual([]);
  expect(await deadLetters(server, 'target=rule/other/t')).toEqual([]);

  // The target still fails, so the letter is dead again.
  expect((await redrive(server, { ids: [letters[3]?.id, 'nothing'] })).body).toEqual({ redriven: 1 });
  await eventually(() => receiver.received.length >= 5);
  await eventually(async () => (await deadLetters(server)).every(({ state }) => state === 'dead'));

  isBroken = false;
  expect((await redrive(server, { account: BETA })).body).toEqual({ redriven: 0 });
  expect((await redrive(server, { account: ALPHA, target: 'rule/all/t' })).body).toEqual({ redriven: 4 });
  await eventually(async () => (await deadLetters(server)).length === 0);
  expect(receiver.ids().slice(5)).toEqual(ids);
  for (const which of [{}, { ids: ['x'], account: ALPHA }]) {
    expect((await redrive(server, which)).status).toBe(400);
  }
});

test('a redriven letter that fails is retried with a back-off, before the events after it', async () => {
  let answer = 400;
  const receiver = await startReceiver((response, received, count) =>
    status(answer)(response, received, count),
  );
  const { server, clock, ids } = await startWith(receiver, 1);
  await eventually(async () => (await deadLetters(server)).length === 1);
  answer = 503;
  await redrive(server, { target: 'rule/all/t' });
  await eventually(async () => (await deadLetters(server))[0]?.attempts === 1);
  const [target] = await targets(server);
  expect(Date.parse(target?.nextAttempt ?? '')).toBeGreaterThan(Date.parse(clock.now()) - 1000);
  answer = 200;
  clock.advance(60_000);
  await eventually(async () => (await deadLetters(server)).length === 0);
  expect(firstComings(receiver.ids())).toEqual(ids);
  expect(receiver.received.length).toBe(3);
});

// AWS docs: eb-api-destinations, "Retries events associated with error codes 401, 407, 409, 429, and 5xx".
test.each([407, 409, 429, 500])('an API destination that responds with %i is retried', async (code) => {
  const receiver = await startReceiver((response, received, count) =>
    status(count === 0 ? code : 200)(response, received, count),
  );
  const { server, clock, ids } = await startWith(receiver, 2);
  await toNextAttempt(server, clock, 1);
  await eventually(() => receiver.received.length >= 3);
  expect(receiver.ids()).toEqual([ids[0], ids[0], ids[1]]);
  expect(await deadLetters(server)).toEqual([]);
});

test('a target that accepts an event again no longer shows an earlier error', async () => {
  const receiver = await startReceiver((response, received, count) =>
    status(count === 0 ? 503 : 200)(response, received, count),
  );
  const { server, clock } = await startWith(receiver, 1);
  await eventually(async () => (await targets(server))[0]?.lastError !== undefined);
  await toNextAttempt(server, clock, 1);
  await eventually(async () => (await targets(server))[0]?.lag === 0);
  const [target] = await targets(server);
  expect(target).not.toHaveProperty('lastError');
  expect(target).toMatchObject({ attempts: 0 });
});

test('a target whose subscription ends receives the events up to the end, inclusive', async () => {
  const receiver = await startReceiver();
  const data = await temporaryFolder();
  const ids = await withStore(data, (store) =>
    store.transaction(async (tx) => {
      const Arn = await putDestination(tx, 'receiver', { url: receiver.url });
      await putRuleWithTarget(tx, 'all', { Arn });
      const ids = await appendEvents(tx, 3);
      const { sequence } = await tx
        .selectFrom('events')
        .select('sequence')
        .orderBy('sequence')
        .offset(1)
        .limit(1)
        .executeTakeFirstOrThrow();
      await endSubscriptions(tx, { account_id: ALPHA, ids: ['rule/all/t'] }, Number(sequence));
      return ids;
    }),
  );
  const server = await startServer({ data });
  await eventually(async () => (await targets(server))[0]?.lag === 0);
  expect(receiver.ids()).toEqual(ids.slice(0, 2));
});

test('the maximum age of a redriven letter counts from the redrive; then it is dead again', async () => {
  const receiver = await startReceiver(status(503));
  const { server, clock } = await startWith(receiver, 1, { MaximumEventAgeInSeconds: 60 });
  const dead = (attempts: number) =>
    eventually(async () => {
      const [letter] = await deadLetters(server);
      return letter?.state === 'dead' && letter.attempts === attempts ? letter : undefined;
    });
  await eventually(async () => (await targets(server))[0]?.attempts === 1);
  clock.advance(61_000);
  await dead(2);
  await redrive(server, { target: 'rule/all/t' });
  await eventually(async () => {
    const [letter] = await deadLetters(server);
    return letter?.state === 'redriven' && letter.attempts === 1;
  });
  clock.advance(61_000);
  await dead(2);
  expect(receiver.received).toHaveLength(4);
});

test('a letter is redriven at once, even while its target backs off on a later event', async () => {
  let answers = [400, 503];
  const receiver = await startReceiver((response, received, count) =>
    status(answers[count] ?? 200, count === 1 ? { 'retry-after': '3600' } : {})(response, received, count),
  );
  const { server, ids } = await startWith(receiver, 2);
  await eventually(async () => (await targets(server))[0]?.attempts === 1);
  answers = [];
  expect((await redrive(server, { target: 'rule/all/t' })).body).toEqual({ redriven: 1 });
  await eventually(() => receiver.received.length >= 3);
  expect(receiver.ids().slice(0, 3)).toEqual([ids[0], ids[1], ids[0]]);
});

test('a letter that is already being redriven is neither redriven again nor counted', async () => {
  let answer: Answer = status(400);
  const receiver = await startReceiver((response, received, count) => answer(response, received, count));
  const { server } = await startWith(receiver, 1);
  await eventually(async () => (await deadLetters(server)).length === 1);
  const held: (() => void)[] = [];
  answer = (response) => held.push(() => response.end());
  expect((await redrive(server, { target: 'rule/all/t' })).body).toEqual({ redriven: 1 });
  await eventually(() => held.length === 1);
  expect((await redrive(server, { target: 'rule/all/t' })).body).toEqual({ redriven: 0 });
  held[0]?.();
  await eventually(async () => (await deadLetters(server)).length === 0);
  expect(receiver.received).toHaveLength(2);
});

test('a target’s last error is cleared when it accepts an event or a letter', async () => {
  const answers = [400, 200, 400];
  const receiver = await startReceiver((response, received, count) =>
    status(answers[count] ?? 200)(response, received, count),
  );
  const { server, data } = await startWith(receiver, 1);
  const lastError = async () => (await targets(server))[0]?.lastError;
  const refused = 'ERROR_FROM_TARGET: The target answered with status 400.';
  await eventually(async () => (await lastError()) === refused);
  await redrive(server, { target: 'rule/all/t' });
  await eventually(async () => (await deadLetters(server)).length === 0);
  expect(await lastError()).toBeUndefined();
  await server.close();

  // The next event is dead; the one after it is accepted.
  await withStore(data, (store) => store.transaction((tx) => appendEvents(tx, 1)));
  const again = await startServer({ data });
  const lastErrorNow = async () => (await targets(again))[0]?.lastError;
  await eventually(async () => (await lastErrorNow()) === refused);
  await clientOf(again, ALPHA).createEngagement(engagement('taken'));
  await eventually(() => receiver.received.length >= 4);
  await eventually(async () => (await lastErrorNow()) === undefined);
  expect(await deadLetters(again)).toHaveLength(1);
});

test.each(['before a restart', 'by the operator'])(
  'a retry is due if the clock was set back %s',
  async (when) => {
    const receiver = await startReceiver((response, received, count) =>
      status(count < 2 ? 503 : 200)(response, received, count),
    );
    const clock = movableClock();
    clock.advance(10 * DAY);
    const { server, ids, data } = await startWith(receiver, 1, undefined, clock);
    await eventually(async () => (await targets(server))[0]?.attempts);
    if (when === 'by the operator') clock.advance(-5 * DAY);
    else {
      await server.close();
      const past = movableClock();
      past.advance(5 * DAY);
      await startServer({ data, clock: past });
    }
    await eventually(() => receiver.received.length > 1);
    expect(receiver.ids()).toEqual([ids[0], ids[0]]);
  },
);
