import { EventBridge } from '@aws-sdk/client-eventbridge';
import { expect, onTestFinished, test } from 'vitest';
import { engagement, invite } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { roleArn } from '../support/event-bridge.ts';
import { startReceiver } from '../support/receiver.ts';
import { ALPHA, BETA, clientOf, readFeed, startServer } from '../support/server.ts';
import { targets } from '../support/targets.ts';

const eventBridgeOf = (server: { endpoint: string }, account: string): EventBridge => {
  const client = new EventBridge({
    endpoint: server.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: account, secretAccessKey: 'secret' },
    maxAttempts: 1,
  });
  onTestFinished(() => client.destroy());
  return client;
};

/** Creates an API destination and a rule that targets it, as an integration does. */
const subscribe = async (client: EventBridge, url: string, pattern: object): Promise<string> => {
  const { ConnectionArn } = await client.createConnection({
    Name: 'handler',
    AuthorizationType: 'API_KEY',
    AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'x-api-key', ApiKeyValue: 'key' } },
  });
  const { ApiDestinationArn = '' } = await client.createApiDestination({
    Name: 'handler',
    ConnectionArn,
    InvocationEndpoint: url,
    HttpMethod: 'POST',
  });
  await client.putRule({ Name: 'all', EventPattern: JSON.stringify(pattern) });
  await client.putTargets({
    Rule: 'all',
    Targets: [{ Id: 'handler', Arn: ApiDestinationArn, RoleArn: roleArn() }],
  });
  return ApiDestinationArn;
};

test('a rule created with the official SDK delivers the account’s later events that match', async () => {
  const receiver = await startReceiver();
  const server = await startServer();
  await clientOf(server, BETA).createEngagement(engagement('before the rule'));
  const before = (await readFeed(server, BETA)).length;
  await subscribe(eventBridgeOf(server, BETA), receiver.url, {
    'detail-type': ['Engagement Invitation Created', 'Engagement Created'],
    detail: { catalog: ['Sandbox'] },
  });
  await invite(clientOf(server, ALPHA), BETA);
  await clientOf(server, BETA).createEngagement(engagement('after the rule'));
  const wanted = (await readFeed(server, BETA)).slice(before);
  expect(wanted.map((event) => event['detail-type'])).toEqual([
    'Engagement Invitation Created',
    'Engagement Created',
  ]);
  await eventually(() => receiver.received.length >= wanted.length);
  expect(receiver.received.map(({ body }) => JSON.parse(body))).toEqual(wanted);
  expect(receiver.received[0]?.headers['x-api-key']).toBe('key');
});

test('a disabled rule skips the events until it is enabled, and a removed target receives nothing more', async () => {
  const receiver = await startReceiver();
  const server = await startServer();
  const client = eventBridgeOf(server, ALPHA);
  const Arn = await subscribe(client, receiver.url, { source: ['aws.partnercentral-selling'] });
  const create = (title: string) => clientOf(server, ALPHA).createEngagement(engagement(title));
  const isCaughtUp = async () => (await targets(server)).every(({ lag }) => lag === 0);

  await create('one');
  await eventually(isCaughtUp);
  await client.disableRule({ Name: 'all' });
  await create('two');
  await client.enableRule({ Name: 'all' });
  await create('three');
  await eventually(isCaughtUp);
  await client.removeTargets({ Rule: 'all', Ids: ['handler'] });
  await create('four');
  await client.putTargets({ Rule: 'all', Targets: [{ Id: 'handler', Arn, RoleArn: roleArn() }] });
  await create('five');
  await eventually(isCaughtUp);
  const [one, , three, , five] = (await readFeed(server, ALPHA)).map(({ id }) => id);
  expect(receiver.ids()).toEqual([one, three, five]);
});

test('a target that is put again is retried at once', async () => {
  const receiver = await startReceiver((response, _received, count) =>
    response.writeHead(count === 0 ? 500 : 200, count === 0 ? { 'retry-after': '3600' } : {}).end(),
  );
  const server = await startServer();
  const client = eventBridgeOf(server, ALPHA);
  const Arn = await subscribe(client, receiver.url, { source: ['aws.partnercentral-selling'] });
  await clientOf(server, ALPHA).createEngagement(engagement('one'));
  await eventually(async () => (await targets(server)).some(({ attempts }) => attempts === 1));
  await client.putTargets({ Rule: 'all', Targets: [{ Id: 'handler', Arn, RoleArn: roleArn() }] });
  await eventually(async () => (await targets(server)).every(({ lag }) => lag === 0));
  const [one] = (await readFeed(server, ALPHA)).map(({ id }) => id);
  expect(receiver.ids()).toEqual([one, one]);
});

test('a target receives its events even if more targets hang than there are slots', async () => {
  const hanging = await startReceiver(() => {});
  const good = await startReceiver();
  const server = await startServer();
  const pattern = { source: [{ prefix: 'aws.' }] };
  const accounts = Array.from({ length: 70 }, (_, index) => String(300_000_000_000 + index));
  for (const account of accounts) await subscribe(eventBridgeOf(server, account), hanging.url, pattern);
  await subscribe(eventBridgeOf(server, ALPHA), good.url, pattern);
  await Promise.all(accounts.map((account) => clientOf(server, account).createEngagement(engagement())));
  await eventually(() => hanging.received.length >= 64);
  for (const title of ['one', 'two', 'three'])
    await clientOf(server, ALPHA).createEngagement(engagement(title));
  await eventually(() => good.received.length >= 3);
  // No hanging target has released its slot.
  expect((await targets(server)).filter(({ attempts }) => attempts > 0)).toEqual([]);
  expect(good.ids()).toEqual((await readFeed(server, ALPHA)).map(({ id }) => id));
});
