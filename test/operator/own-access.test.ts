import { describe, expect, it } from 'vitest';
import type { CosellOptions } from '../../src/index.ts';
import { newSealKey } from '../../src/kit/service/seal.ts';
import { loadActions } from '../../src/operator/index.ts';
import { engagement, invite, opportunity } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { readLive, readStream } from '../support/event-stream.ts';
import { clientWith, userWithKey } from '../support/keys.ts';
import { ALPHA, BETA, clientOf, readFeed, startServer } from '../support/server.ts';
import { policy, startStrictServer, userWith } from '../support/strict.ts';
import { roleArn, stsOf } from '../support/sts.ts';
import { type Signing, send, sign, type WireRequest } from '../support/wire.ts';

type Server = { endpoint: string };

const rootOf = (account: string): Signing => ({ accessKeyId: account, secretAccessKey: 'secret' });

/** Sends a signed GET. */
const read = async (
  server: Server,
  path: string,
  signing: Signing = rootOf(ALPHA),
  given: WireRequest = {},
) => send(server, await sign(server, { method: 'GET', path, ...given }, signing));

const outcomeOf = async (...asked: Parameters<typeof read>) => {
  const { status, json } = await read(...asked);
  return [status, json?.__type];
};

/** Routes that accounts may use, of which all but the clock are about one account. */
const reads = [
  '/_cosell/events',
  '/_cosell/feed',
  '/_cosell/tasks',
  '/_cosell/targets',
  '/_cosell/dead-letters',
  '/_cosell/deliveries',
  '/_cosell/clock',
  '/_cosell/openapi.json',
];
const denied = [403, 'AccessDeniedException'];

/** A server with something of both accounts. */
const startWithBoth = async (options: CosellOptions = {}) => {
  const server = await startStrictServer(options);
  await clientOf(server, ALPHA).createEngagement(engagement());
  await invite(clientOf(server, ALPHA), BETA);
  return server;
};

const eventsOf = async (server: Server, path: string, signing?: Signing) =>
  ((await read(server, path, signing)).json?.events ?? []) as { account: string }[];

describe('a key of an account', () => {
  it('reads what is its account’s own, signed for either service', async () => {
    const server = await startWithBoth();
    for (const service of ['cosell', 'partnercentral-selling']) {
      for (const path of reads) {
        expect(await outcomeOf(server, path, { ...rootOf(ALPHA), service })).toEqual([200, undefined]);
      }
    }
    for (const account of [ALPHA, BETA]) {
      const events = await eventsOf(server, '/_cosell/events', rootOf(account));
      expect(events.length).toBeGreaterThan(0);
      expect(new Set(events.map((event) => event.account))).toEqual(new Set([account]));
      expect(await eventsOf(server, `/_cosell/events?account=${account}`, rootOf(account))).toEqual(events);
    }
  });

  it.each(reads.slice(0, 6))(
    'gets the same refusal for any other account of %s, whether it exists or not',
    async (path) => {
      const server = await startWithBoth();
      const messages = [];
      for (const account of [BETA, '999999999999', 'aws', 'AWS']) {
        const { status, json } = await read(server, `${path}?account=${account}`);
        expect([status, json?.__type]).toEqual(denied);
        messages.push(json?.Message);
      }
      expect(new Set(messages).size).toBe(1);
      for (const query of [`account=${ALPHA}&account=${BETA}`, `account=${BETA}&account=${ALPHA}`]) {
        expect((await read(server, `${path}?${query}`)).status).toBeGreaterThanOrEqual(400);
      }
    },
  );

  it('may do nothing else', async () => {
    const server = await startWithBoth();
    for (const path of [
      'accounts',
      'keys',
      'users',
      'faults',
      'state',
      'task-wait',
      'quotas',
      'tokens',
      'nothing',
    ]) {
      expect(await outcomeOf(server, `/_cosell/${path}`), path).toEqual(
        path === 'nothing' ? [404, 'NotFoundException'] : denied,
      );
    }
    for (const [method, path] of [
      ['POST', '/_cosell/clock/advance'],
      ['POST', '/_cosell/reset'],
      ['POST', '/_cosell/events'],
      ['PUT', '/_cosell/state'],
      ['DELETE', `/_cosell/accounts/${ALPHA}`],
    ] as const) {
      const request = { method, body: '{}', headers: { 'content-type': 'application/json' } };
      expect((await read(server, path, rootOf(ALPHA), request)).status, path).toBeGreaterThanOrEqual(400);
    }
    expect(
      (await clientOf(server, ALPHA).listEngagements({ Catalog: 'Sandbox' })).EngagementSummaryList,
    ).toHaveLength(2);
  });

  it.each([
    '/_cosell/%65vents',
    '/_cosell//events',
    '/_cosell/./tasks',
    '/_cosell/x/../events',
    '//_cosell/events',
  ])('gets nothing of another account by another spelling of the path: %s', async (path) => {
    const server = await startWithBoth();
    const signed = await sign(
      server,
      { method: 'GET', path: `/_cosell/events?account=${BETA}` },
      rootOf(ALPHA),
    );
    for (const headers of [
      signed.headers,
      (await sign(server, { method: 'GET', path }, rootOf(ALPHA))).headers,
    ]) {
      const { status, text } = await send(server, {
        method: 'GET',
        path: `${path}?account=${BETA}`,
        headers,
      });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).not.toContain('"events"');
    }
  });

  it('is asked for a signature of exactly this request', async () => {
    const server = await startWithBoth();
    const { headers } = await sign(server, { method: 'GET', path: '/_cosell/events' }, rootOf(ALPHA));
    const get = (path: string, changed: Record<string, string> = {}, method = 'GET') =>
      send(server, { method, path, headers: { ...headers, ...changed } });
    expect((await get('/_cosell/events')).status).toBe(200);
    for (const answer of [
      await get('/_cosell/events?after=0'),
      await get('/_cosell/tasks'),
      await get('/_cosell/events', { host: 'elsewhere.example' }),
      await get('/_cosell/events', { 'x-amz-date': '20200101T000000Z' }),
      await get('/_cosell/events', { authorization: headers.authorization?.replace(/.$/, 'x') ?? '' }),
      await get('/_cosell/events', { authorization: 'AWS4-HMAC-SHA256' }),
      await get('/_cosell/events', {}, 'HEAD'),
      await read(server, '/_cosell/events', { ...rootOf(ALPHA), secretAccessKey: 'other' }),
      await read(server, '/_cosell/events', rootOf('AKIDNOBODY')),
      await read(server, '/_cosell/events', { ...rootOf(ALPHA), service: 'events' }),
      await read(server, '/_cosell/events', { ...rootOf(ALPHA), region: 'eu-west-1' }),
      await read(server, '/_cosell/events', {
        ...rootOf(ALPHA),
        signingDate: new Date(Date.now() - 3_600_000),
      }),
    ]) {
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.text).not.toContain('"events"');
    }
  });

  it('is no key in the query, nor without strict authentication', async () => {
    const strict = await startStrictServer();
    const credential = `${ALPHA}/20260101/us-east-1/cosell/aws4_request`;
    const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${credential}&X-Amz-Signature=${'0'.repeat(64)}`;
    expect((await send(strict, { method: 'GET', path: `/_cosell/events?${query}` })).status).toBe(403);
    const open = await startServer();
    await clientOf(open, BETA).createEngagement(engagement());
    expect(await eventsOf(open, '/_cosell/events')).toEqual(await readFeed(open));
    const closed = await startServer({ operatorToken: 'open sesame' });
    expect(await outcomeOf(closed, '/_cosell/events')).toEqual([401, 'UnauthorizedException']);
  });
});

it('a key of an account reads the calls of its account only', async () => {
  const server = await startStrictServer({ journal: 100 });
  for (const account of [ALPHA, BETA])
    await clientOf(server, account).listEngagements({ Catalog: 'Sandbox' });
  const { requests } = await server.requests.list();
  const [ofBeta, ofAlpha] = requests;
  expect((await read(server, '/_cosell/requests')).json).toEqual({ requests: [ofAlpha] });
  const get = (id = '') => read(server, `/_cosell/requests/${id}`);
  expect((await get(ofAlpha?.id)).json).toMatchObject({ id: ofAlpha?.id, account: ALPHA });
  const [foreign, missing] = [await get(ofBeta?.id), await get('00000000-0000-4000-8000-000000000000')];
  expect([foreign.status, missing.status]).toEqual([400, 400]);
  expect(foreign.json?.Message).toBe(
    String(missing.json?.Message).replace('00000000-0000-4000-8000-000000000000', ofBeta?.id ?? ''),
  );
});

describe('users and roles', () => {
  it('need the permission of each action, which a refusal names', async () => {
    const server = await startWithBoth({
      users: [
        userWith(ALPHA, 'nobody', { Action: 'partnercentral:*' }),
        userWith(ALPHA, 'tasks', { Action: 'cosell:ReadTasks' }),
        userWith(ALPHA, 'denied', { Action: '*' }, { Effect: 'Deny', Action: 'cosell:ReadEvents' }),
      ],
    });
    const statuses = async (name: string) =>
      Promise.all(reads.slice(0, 6).map(async (path) => (await read(server, path, rootOf(name))).status));
    expect(await statuses('nobody')).toEqual([403, 403, 403, 403, 403, 403]);
    expect(await statuses('tasks')).toEqual([403, 403, 200, 403, 403, 403]);
    expect(await statuses('denied')).toEqual([403, 403, 200, 200, 200, 200]);
    const { json } = await read(server, '/_cosell/events', rootOf('nobody'));
    expect(json?.Message).toBe(
      `User: arn:aws:iam::${ALPHA}:user/nobody is not authorized to perform: cosell:ReadEvents on resource: * ` +
        'because no identity-based policy allows the cosell:ReadEvents action',
    );
    for (const path of ['/_cosell/events/stream', '/_cosell/live']) {
      expect(await outcomeOf(server, path, rootOf('tasks'))).toEqual(denied);
    }
  });

  it('read with temporary keys, with their token only', async () => {
    const server = await startWithBoth({
      roles: [
        {
          account: ALPHA,
          name: 'Connector',
          trustPolicy: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: { AWS: BETA }, Action: 'sts:AssumeRole' }],
          },
          policies: [{ name: 'inline', document: policy({ Action: 'cosell:Read*' }) }],
        },
      ],
      users: [userWith(BETA, 'assumer', { Action: 'sts:AssumeRole' })],
    });
    const { Credentials } = await stsOf(server, 'assumer').assumeRole({
      RoleArn: roleArn(ALPHA),
      RoleSessionName: 'console',
    });
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
    const signing = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
    const headers = { 'x-amz-security-token': SessionToken };
    const { json } = await read(server, '/_cosell/events', signing, { headers });
    expect(json?.events).toEqual(await eventsOf(server, '/_cosell/events'));
    expect(await outcomeOf(server, `/_cosell/events?account=${BETA}`, signing, { headers })).toEqual(denied);
    expect((await read(server, '/_cosell/events', signing)).json?.__type).toBe('UnrecognizedClientException');
  });
});

describe('a stream of an account', () => {
  const signedHeaders = async (server: Server, path: string, signing: Signing) =>
    (await sign(server, { method: 'GET', path }, signing)).headers;

  it('carries what is its own only', async () => {
    const server = await startStrictServer();
    const live = await readLive(server, '', await signedHeaders(server, '/_cosell/live?', rootOf(ALPHA)));
    await eventually(() => live.of('hello').length === 1);
    await clientOf(server, BETA).createEngagement(engagement());
    await server.accounts.put({ id: BETA, companyName: 'Beta' });
    await clientOf(server, ALPHA).createOpportunity(opportunity());
    await server.clock.freeze();
    await eventually(() => live.of('settings').length > 0 && live.of('event').length > 0);
    expect(live.of('settings').map(({ what }) => what)).toEqual(['clock']);
    expect(live.of('event').every(({ account }) => account === ALPHA)).toBe(true);
    expect(live.of('change').every(({ account }) => account === ALPHA)).toBe(true);
    expect(live.of('change').length).toBe(1);
  });

  it.each(['/_cosell/live', '/_cosell/events/stream'])('%s ends when its key is revoked', async (path) => {
    const server = await startStrictServer({ secretsKeys: [newSealKey()] });
    const key = await userWithKey(server, ALPHA);
    await server.users.putPolicy({
      account: ALPHA,
      name: 'connector',
      policy: 'reads',
      document: policy({ Action: 'cosell:*' }),
    });
    const { accessKeyId, secretAccessKey = '' } = key;
    const signing = { accessKeyId, secretAccessKey };
    const stream = await readStream(server, '', await signedHeaders(server, path, signing), path);
    await clientWith(server, key).createOpportunity(opportunity());
    await eventually(() => stream.messages.some(({ data }) => data.includes('Opportunity Created')));
    await server.keys.revoke({ accessKeyId });
    expect(await stream.ended).toBe(true);
  });

  it('ends when the permission is taken away, and tells of tasks only as long as that is allowed', async () => {
    const server = await startStrictServer({ secretsKeys: [newSealKey()] });
    const key = await userWithKey(server, ALPHA);
    const allow = async (...Action: string[]) =>
      server.users.putPolicy({
        account: ALPHA,
        name: 'connector',
        policy: 'reads',
        document: policy({ Action }),
      });
    await allow('cosell:ReadEvents');
    const { accessKeyId, secretAccessKey = '' } = key;
    const headers = await signedHeaders(server, '/_cosell/live', { accessKeyId, secretAccessKey });
    const live = await readLive(server, '', headers);
    await eventually(() => live.of('hello').length === 1);
    await allow('cosell:ReadTasks');
    expect(await live.ended).toBe(true);
    expect(live.of('task')).toEqual([]);
  });
});

it('every action that accounts may use is about an account, or about nobody', async () => {
  const own = [...(await loadActions()).values()].filter((action) => action.own !== undefined);
  expect(own.length).toBeGreaterThan(3);
  for (const { name, method, takes } of own) {
    expect(method).toBe('GET');
    if (name !== 'clock.get') expect(Object.keys(takes.properties), name).toContain('account');
  }
});
