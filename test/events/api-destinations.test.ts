import { expect, test } from 'vitest';
import type { ConnectionSecrets, EventTarget } from '../../src/model/event-bridge.ts';
import { eventually, withStore } from '../support/engine.ts';
import { type Answer, ok, type Receiver, startReceiver, status } from '../support/receiver.ts';
import { startServer, temporaryFolder } from '../support/server.ts';
import { appendEvents, deadLetters, putDestination, putRuleWithTarget } from '../support/targets.ts';

interface Setting {
  events?: number;
  path?: string;
  method?: 'POST' | 'PUT' | 'GET';
  rate?: number;
  secrets?: ConnectionSecrets;
  target?: Partial<EventTarget>;
}

/** Starts a server that delivers a few events to the receiver as an API destination. Returns the events' ids. */
const deliver = async (receiver: Receiver, setting: Setting) => {
  const { events = 1, path = '', method, rate, secrets, target } = setting;
  const data = await temporaryFolder();
  const ids = await withStore(data, (store) =>
    store.transaction(async (tx) => {
      const destination = { url: `${receiver.url}${path}`, ...(method && { method }), ...(rate && { rate }) };
      const Arn = await putDestination(tx, 'receiver', destination, secrets);
      await putRuleWithTarget(tx, 'all', { Arn, ...target });
      return appendEvents(tx, events);
    }),
  );
  const server = await startServer({ data });
  await eventually(() => receiver.received.length >= events);
  return { server, ids };
};

test('is called like by EventBridge, with an API key', async () => {
  const receiver = await startReceiver();
  const { ids } = await deliver(receiver, { method: 'PUT', path: '/in?a=1' });
  const [received] = receiver.received;
  expect(received).toMatchObject({
    method: 'PUT',
    path: '/in?a=1',
    headers: {
      'x-api-key': 'key',
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Amazon/EventBridge/ApiDestinations',
      range: 'bytes=0-1048575',
    },
  });
  expect(JSON.parse(received?.body ?? '')).toMatchObject({
    id: ids[0],
    source: 'aws.partnercentral-selling',
  });
});

test('is called with a user and a password', async () => {
  const receiver = await startReceiver();
  await deliver(receiver, { secrets: { BasicAuthParameters: { Username: 'mary', Password: 's3:cret' } } });
  const pair = Buffer.from('mary:s3:cret').toString('base64');
  expect(receiver.received[0]?.headers.authorization).toBe(`Basic ${pair}`);
});

test('receives the parameters of target and connection, which win, but no transport headers', async () => {
  const receiver = await startReceiver();
  const secrets: ConnectionSecrets = {
    ApiKeyAuthParameters: { ApiKeyName: 'X-Api-Key', ApiKeyValue: 'key' },
    InvocationHttpParameters: {
      HeaderParameters: [{ Key: 'X-Both', Value: 'connection', IsValueSecret: false }],
      QueryStringParameters: [{ Key: 'both', Value: 'connection' }],
      BodyParameters: [{ Key: 'team', Value: 'north' }],
    },
  };
  const HttpParameters = {
    PathParameterValues: ['$.detail.engagement.engagementId', 'a/b'],
    HeaderParameters: {
      'x-both': 'target',
      'X-Type': '$.detail-type',
      Host: 'elsewhere',
      Connection: 'close',
    },
    QueryStringParameters: { both: 'target', catalog: '$.detail.catalog', none: '$.detail.none' },
  };
  await deliver(receiver, { path: '/x/*/y/*', secrets, target: { HttpParameters } });
  const [received] = receiver.received;
  const { pathname, searchParams } = new URL(received?.path ?? '', receiver.url);
  expect(pathname).toBe('/x/eng-00000000000000/y/a%2Fb');
  expect(Object.fromEntries(searchParams)).toEqual({ both: 'connection', catalog: 'Sandbox', none: '' });
  expect(received?.headers).toMatchObject({
    'x-both': 'connection',
    'x-type': 'Engagement Created',
    host: new URL(receiver.url).host,
  });
  expect(JSON.parse(received?.body ?? '')).toMatchObject({
    team: 'north',
    source: 'aws.partnercentral-selling',
  });
});

test('receives the output of its InputTransformer', async () => {
  const receiver = await startReceiver();
  const InputTransformer = {
    InputPathsMap: { catalog: '$.detail.catalog' },
    InputTemplate: '{"where": "<catalog>", "by": "<aws.events.rule-name>"}',
  };
  await deliver(receiver, { target: { InputTransformer } });
  expect(JSON.parse(receiver.received[0]?.body ?? '')).toEqual({ where: 'Sandbox', by: 'all' });
});

test('is called within its rate limit', async () => {
  const receiver = await startReceiver();
  const { ids } = await deliver(receiver, { events: 2, rate: 1 });
  expect(receiver.ids()).toEqual(ids);
  const [first, second] = receiver.received;
  // One second between two calls. A slow machine makes it longer, or shorter by the latency of the first call.
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(500);
});

test('that no longer exists makes dead letters', async () => {
  const data = await temporaryFolder();
  await withStore(data, (store) =>
    store.transaction(async (tx) => {
      const Arn = 'arn:aws:events:us-east-1:111111111111:api-destination/gone/0';
      await putRuleWithTarget(tx, 'all', { Arn });
      await appendEvents(tx, 1);
    }),
  );
  const server = await startServer({ data });
  const [letter] = await eventually(async () => {
    const found = await deadLetters(server);
    return found.length > 0 ? found : undefined;
  });
  expect(letter?.error).toMatch(/^NO_RESOURCE: /);
});

/** Issues the tokens `token-0`, `token-1`, … */
const authorizer = (life?: number): Promise<Receiver> =>
  startReceiver((response, _received, count) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ access_token: `token-${count}`, ...(life && { expires_in: life }) }));
  });

const oauth = (endpoint: string): ConnectionSecrets => ({
  OAuthParameters: {
    AuthorizationEndpoint: `${endpoint}/token`,
    HttpMethod: 'POST',
    ClientParameters: { ClientID: 'client', ClientSecret: 's3cret' },
    OAuthHttpParameters: {
      BodyParameters: [{ Key: 'scope', Value: 'events' }],
      QueryStringParameters: [{ Key: 'tenant', Value: 'one' }],
      HeaderParameters: [{ Key: 'X-Tenant', Value: 'one' }],
    },
  },
});

test('is called with a token of its authorization endpoint, which is fetched once and cached', async () => {
  const endpoint = await authorizer(3600);
  const receiver = await startReceiver();
  await deliver(receiver, { events: 5, secrets: oauth(endpoint.url) });
  expect(receiver.received.map(({ headers }) => headers.authorization)).toEqual(
    Array(5).fill('Bearer token-0'),
  );
  expect(endpoint.received).toHaveLength(1);
  const [asked] = endpoint.received;
  expect(asked).toMatchObject({
    method: 'POST',
    path: '/token?tenant=one',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-tenant': 'one' },
  });
  expect(Object.fromEntries(new URLSearchParams(asked?.body))).toEqual({
    grant_type: 'client_credentials',
    client_id: 'client',
    client_secret: 's3cret',
    scope: 'events',
  });
});

test('is called with a new token after the old one has expired', async () => {
  // A token that is about to expire is not used.
  const endpoint = await authorizer(1);
  const receiver = await startReceiver();
  await deliver(receiver, { events: 3, secrets: oauth(endpoint.url) });
  expect(receiver.received.map(({ headers }) => headers.authorization)).toEqual(
    [0, 1, 2].map((count) => `Bearer token-${count}`),
  );
});

test('is called with a new token at once if it rejects the old one', async () => {
  const endpoint = await authorizer(3600);
  const isRevoked: Answer = (response, received, count) =>
    (received.headers.authorization === 'Bearer token-0' && count > 0 ? status(401) : ok)(
      response,
      received,
      count,
    );
  const receiver = await startReceiver(isRevoked);
  const { ids } = await deliver(receiver, { events: 3, secrets: oauth(endpoint.url) });
  await eventually(() => receiver.received.length >= 4);
  expect(receiver.received.map(({ headers }) => headers.authorization?.slice(-1))).toEqual([
    '0',
    '0',
    '1',
    '1',
  ]);
  expect(receiver.ids()).toEqual([ids[0], ids[1], ids[1], ids[2]]);
});

test.each([
  ['answers 401', status(401)],
  ['returns invalid JSON', ((response) => response.end('no json')) satisfies Answer],
  ['resets the connection', ((response) => response.socket?.destroy()) satisfies Answer],
])('is retried if its authorization endpoint %s', async (_what, bad) => {
  const endpoint = await startReceiver((response, received, count) =>
    count === 0 ? bad(response, received, count) : response.end('{"access_token":"late"}'),
  );
  const receiver = await startReceiver();
  const { ids } = await deliver(receiver, { events: 2, secrets: oauth(endpoint.url) });
  expect(receiver.ids()).toEqual(ids);
  expect(receiver.received[0]?.headers.authorization).toBe('Bearer late');
  expect(endpoint.received).toHaveLength(2);
});
