import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { eventually, withStore } from '../support/engine.ts';
import { type Answer, firstComings, ok, startReceiver, status } from '../support/receiver.ts';
import { ALPHA, BETA, startServer, temporaryFolder } from '../support/server.ts';
import { appendEvents, deadLetters, putRuleWithTarget, targets } from '../support/targets.ts';

/** Lambda functions at their own URLs, as the Lambda runtime interface emulator and SAM serve them. */

const functionArn = (name: string, account = ALPHA): string =>
  `arn:aws:lambda:us-east-1:${account}:function:${name}`;

const deliver = async (functions: Record<string, string>, Arn = functionArn('crm'), events = 2) => {
  const data = await temporaryFolder();
  const ids = await withStore(data, (store) =>
    store.transaction(async (tx) => {
      await putRuleWithTarget(tx, 'all', { Arn });
      return appendEvents(tx, events);
    }),
  );
  return { ids, server: await startServer({ data, functions }) };
};
const isSettled = async (server: { endpoint: string }) =>
  (await targets(server)).every(({ lag }) => lag === 0);

test('a function receives each event as the Lambda runtime interface emulator expects it', async () => {
  const emulator = await startReceiver((response) => response.end('{"handled":true}'));
  const { ids, server } = await deliver({ crm: emulator.url });
  await eventually(() => isSettled(server));
  expect(emulator.ids()).toEqual(ids);
  expect(emulator.received[0]).toMatchObject({
    method: 'POST',
    path: '/2015-03-31/functions/function/invocations',
    headers: { 'content-type': 'application/json' },
  });
  // SAM rejects an unknown invocation type; neither emulator checks signatures.
  expect(emulator.received[0]?.headers).not.toHaveProperty('x-amz-invocation-type');
  expect(emulator.received[0]?.headers).not.toHaveProperty('authorization');
  expect((await targets(server))[0]).not.toHaveProperty('notSent');
});

test('a URL with a path is called unchanged, because SAM serves several functions', async () => {
  const emulator = await startReceiver();
  const path = '/2015-03-31/functions/CrmFunction/invocations';
  const { server } = await deliver({ crm: `${emulator.url}${path}` });
  await eventually(() => isSettled(server));
  expect(emulator.received.map((one) => one.path)).toEqual([path, path]);
});

test.each([
  ['by its ARN before its name', functionArn('crm'), [functionArn('crm'), 'crm'], 0],
  ['with its qualifier before without', functionArn('crm:live'), ['crm', 'crm:live'], 1],
  ['without its qualifier if no key has one', functionArn('crm:live'), ['other', functionArn('crm')], 1],
  ['not by the ARN of another account', functionArn('crm'), [functionArn('crm', BETA), 'crm'], 1],
])('a function is looked up %s', async (_how, Arn, [first = '', second = ''], which) => {
  const emulators = [await startReceiver(), await startReceiver()];
  const urls = { [first]: emulators[0]?.url ?? '', [second]: emulators[1]?.url ?? '' };
  const { ids, server } = await deliver(urls, Arn);
  await eventually(() => isSettled(server));
  expect(emulators[which]?.ids()).toEqual(ids);
  expect(emulators[1 - which]?.received).toEqual([]);
});

test('an event is delivered even if the function fails, because Lambda has accepted it', async () => {
  const failure = '{"errorMessage":"no","errorType":"Error"}';
  const emulator = await startReceiver((response) => response.end(failure));
  const { ids, server } = await deliver({ crm: emulator.url });
  await eventually(() => isSettled(server));
  expect(emulator.ids()).toEqual(ids);
  expect(await deadLetters(server)).toEqual([]);
});

test.each<[string, Answer]>([
  // "RequestInProgress": the emulator processes one event at a time.
  ['it is still busy', status(400)],
  ['it is throttled', status(429)],
  ['it has crashed', status(502)],
  ['its connection is reset', (response) => response.socket?.resetAndDestroy()],
])('a function is called again before the next event if %s', async (_what, bad) => {
  const emulator = await startReceiver((response, received, count) =>
    (count === 0 ? bad : ok)(response, received, count),
  );
  const { ids, server } = await deliver({ crm: emulator.url });
  await eventually(() => isSettled(server));
  expect(emulator.ids()).toEqual([ids[0], ids[0], ids[1]]);
  expect(firstComings(emulator.ids())).toEqual(ids);
});

test('an event for a missing function is a dead letter', async () => {
  const emulator = await startReceiver(status(404));
  const { server } = await deliver({ crm: emulator.url }, functionArn('crm'), 1);
  await eventually(async () => (await deadLetters(server)).length === 1);
  expect((await deadLetters(server))[0]?.error).toMatch(/^NO_RESOURCE: /);
});

test('a function that runs longer than the call timeout is not called twice', async () => {
  const emulator = await startReceiver(() => {});
  const { ids, server } = await deliver({ crm: emulator.url }, functionArn('crm'), 1);
  await eventually(() => isSettled(server));
  expect(emulator.ids()).toEqual(ids);
  expect(await deadLetters(server)).toEqual([]);
  expect((await targets(server))[0]).not.toHaveProperty('lastError');
});

test('a function is called again if the event could not be sent', async () => {
  // A closed port refuses connections.
  const closed = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void closed.close());
  await new Promise((resolve) => closed.once('listening', resolve));
  const { port } = closed.address() as { port: number };
  await new Promise((resolve) => closed.close(resolve));
  const { server } = await deliver({ crm: `http://127.0.0.1:${port}` }, functionArn('crm'), 1);
  await eventually(async () => (await targets(server))[0]?.lastError !== undefined);
  expect((await targets(server))[0]).toMatchObject({
    lag: 1,
    lastError: expect.stringMatching(/^CONNECTION_FAILURE/),
  });
});

test('a function without a URL receives nothing even if another one has a URL', async () => {
  const emulator = await startReceiver();
  const { server } = await deliver({ other: emulator.url });
  await eventually(() => isSettled(server));
  expect(emulator.received).toEqual([]);
  expect((await targets(server))[0]).toMatchObject({
    notSent: expect.stringContaining('functions'),
    passedOver: 2,
  });
});

test('a function at a private address receives nothing if private targets are not allowed', async () => {
  const emulator = await startReceiver();
  const data = await temporaryFolder();
  await withStore(data, (store) =>
    store.transaction(async (tx) => {
      await putRuleWithTarget(tx, 'all', { Arn: functionArn('crm') });
      await appendEvents(tx, 1);
    }),
  );
  const server = await startServer({ data, functions: { crm: emulator.url }, allowPrivateTargets: false });
  await eventually(async () => (await deadLetters(server)).length === 1);
  expect((await deadLetters(server))[0]?.error).toMatch(/^NO_PERMISSIONS: .*--allow-private-targets/);
  expect(emulator.received).toEqual([]);
});

test.each([
  [{ 'a b': 'http://127.0.0.1:9001' }, /functions has a b, which is no name and no ARN/],
  [{ crm: 'localhost:9001' }, /functions\.crm has to be an http or https URL/],
  [{ [functionArn('crm').replace('lambda', 'sqs')]: 'http://127.0.0.1:9001' }, /no name and no ARN/],
])('the functions %j are rejected at start', async (functions, message) => {
  await expect(startServer({ functions })).rejects.toThrow(message);
});
