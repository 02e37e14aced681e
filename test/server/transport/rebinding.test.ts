import { describe, expect, it } from 'vitest';
import { startCosell } from '../../../src/index.ts';
import { readAllowedHosts } from '../../../src/server/transport/hosts.ts';
import { startServer } from '../../support/server.ts';
import { exchange, send, sign, target } from '../../support/wire.ts';

/** A page whose name was made to resolve to this machine is of the same origin as the server, to its browser. */

const KEY = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const strict = {
  auth: 'strict' as const,
  accounts: [{ id: '111111111111', companyName: 'A', credentials: [KEY] }],
};

interface Kind {
  line: string;
  headers?: Record<string, string>;
  body?: string;
  /** The status for an accepted host. */
  status: number;
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const whoAmI = 'Action=GetCallerIdentity&Version=2011-06-15';
const events = (operation: string) => ({
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-target': `AWSEvents.${operation}`,
});

/** One request of every kind of route. */
const kinds: Record<string, Kind> = {
  API: { line: 'POST /', headers: target('ListOpportunities'), body: '{"Catalog":"Sandbox"}', status: 200 },
  'API by path': {
    line: 'POST /ListOpportunities',
    headers: { 'content-type': 'application/json' },
    body: '{"Catalog":"Sandbox"}',
    status: 200,
  },
  EventBridge: { line: 'POST /', headers: events('ListRules'), body: '{}', status: 200 },
  STS: { line: 'POST /', headers: form, body: whoAmI, status: 200 },
  'STS in the URL': { line: `GET /?${whoAmI}`, status: 200 },
  'an action of the operator': { line: 'GET /_cosell/accounts', status: 200 },
  'a change by the operator': { line: 'POST /_cosell/reset', headers: events(''), body: '{}', status: 200 },
  'the feed': { line: 'GET /_cosell/events', status: 200 },
  'the OpenAPI document': { line: 'GET /_cosell/openapi.json', status: 200 },
  'the Model Context Protocol': {
    line: 'POST /mcp',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
    status: 200,
  },
  'no route': { line: 'PUT /nothing', status: 404 },
};

const bytesOf = (
  { line, headers = {}, body = '' }: Kind,
  hosts: readonly string[],
  version = '1.1',
): string =>
  [
    `${line} HTTP/${version}`,
    ...hosts.map((host) => `Host: ${host}`),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${body.length}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');

const statusOf = (received: string): number => Number(/^HTTP\/1\.1 (\d{3}) /.exec(received)?.[1]);

const isRefused = (received: string): void => {
  expect([400, 403], received).toContain(statusOf(received));
  expect(received).toContain('AccessDenied');
  expect(received).toContain('DNS rebinding');
};

const foreign = [
  'evil.example',
  'evil.example:4747',
  '127.0.0.1.evil.example',
  'localhost.evil.example',
  'evil.example.',
  'evillocalhost',
  'user@127.0.0.1',
  'localhost@evil.example',
  '127.0.0.1:80@evil.example',
  '10.0.0.1',
  '128.0.0.1',
  '2130706433',
  '0x7f.1',
  '127.1',
  '127.0.0.1 evil.example',
  '127.0.0.1, evil.example',
  '127.0.0.1/evil.example',
  'localhost:4747:80',
  'localhost:x',
  'localhost..',
  '[::2]',
  '[::1',
  '::1',
  '[::1%25lo]:4747',
  '[::ffff:10.0.0.1]',
  '.localhost',
  '',
];

const own = [
  'localhost',
  'LocalHost:1',
  'localhost.',
  'localhost.:4747',
  'console.localhost:4747',
  '127.0.0.1',
  '127.8.9.10:65535',
  '[::1]',
  '[::1]:4747',
  '[0:0:0:0:0:0:0:1]:4747',
];

describe('a server that trusts its callers', () => {
  it.each(Object.entries(kinds))('answers for names of its machine only: %s', async (_name, kind) => {
    const server = await startServer();
    for (const host of foreign) isRefused(await exchange(server, bytesOf(kind, [host])));
    for (const host of own) {
      const received = await exchange(server, bytesOf(kind, [host]));
      expect(statusOf(received), received).toBe(kind.status);
    }
    isRefused(await exchange(server, bytesOf(kind, ['evil.example'])));
  });

  it.each(Object.entries(kinds))(
    'checks the host of an absolute-form request line too: %s',
    async (_, kind) => {
      const server = await startServer();
      const at = (authority: string): Kind => ({
        ...kind,
        line: kind.line.replace(' /', ` http://${authority}/`),
      });
      for (const authority of ['evil.example', '127.0.0.1@evil.example', 'evil.example:80#127.0.0.1', '']) {
        const received = await exchange(server, bytesOf(at(authority), ['127.0.0.1']));
        expect([400, 403], received).toContain(statusOf(received));
        expect(received).not.toContain('200 OK');
      }
      isRefused(await exchange(server, bytesOf(at('127.0.0.1'), ['evil.example'])));
      const received = await exchange(server, bytesOf(at('localhost:4747'), ['127.0.0.1']));
      expect(statusOf(received), received).toBe(kind.status);
    },
  );

  it.each(Object.entries(kinds))('refuses several hosts, and none: %s', async (_, kind) => {
    const server = await startServer();
    for (const hosts of [
      ['127.0.0.1', 'evil.example'],
      ['evil.example', '127.0.0.1'],
      ['127.0.0.1', '127.0.0.1'],
      [],
    ]) {
      const received = await exchange(server, bytesOf(kind, hosts));
      expect(statusOf(received), received).toBe(400);
      expect(received).toContain('SerializationException'.slice(0, 13));
    }
    isRefused(await exchange(server, bytesOf(kind, [], '1.0')));
    isRefused(await exchange(server, bytesOf(kind, ['evil.example'], '1.0')));
    expect(statusOf(await exchange(server, bytesOf(kind, ['127.0.0.1'], '1.0')))).toBe(kind.status);
  });

  it.each(['/_cosell/health', '/_cosell/ready'])(
    'tells load balancers its health at any host: %s',
    async (path) => {
      const server = await startServer();
      for (const hosts of [['10.1.2.3:4747'], ['evil.example'], []]) {
        const received = await exchange(server, bytesOf({ line: `GET ${path}`, status: 200 }, hosts, '1.0'));
        expect(statusOf(received), received).toBe(200);
      }
    },
  );

  it('does not let a preflight request of a foreign name pass', async () => {
    const server = await startServer();
    const headers = {
      origin: 'http://localhost:3000',
      host: 'evil.example',
      'access-control-request-method': 'POST',
    };
    const { status } = await send(server, { method: 'OPTIONS', headers });
    expect(status).toBe(400);
  });

  it('says which option allows the name, also to the SDK of another container', async () => {
    const server = await startServer();
    const { json } = await send(server, {
      headers: { ...target('ListSolutions'), host: 'cosell:4747' },
      body: '{}',
    });
    expect(json?.__type).toBe('AccessDeniedException');
    expect(json?.Message).toContain('--allowed-host cosell (COSELL_ALLOWED_HOST)');
    const garbled = await send(server, { headers: { ...target('ListSolutions'), host: 'a<b>' }, body: '{}' });
    expect(garbled.json?.Message).not.toContain('a<b>');
  });

  it('answers for the names that are allowed, and for no other', async () => {
    const server = await startServer({
      allowedHosts: ['Cosell', 'cosell.example.', '192.0.2.7', '2001:db8::7'],
    });
    const { API } = kinds;
    for (const host of [
      'cosell:4747',
      'COSELL',
      'cosell.example',
      'cosell.example.:80',
      '192.0.2.7:4747',
      '[2001:db8:0::7]',
      'localhost',
    ]) {
      expect(statusOf(await exchange(server, bytesOf(API as Kind, [host])))).toBe(200);
    }
    for (const host of ['x.cosell', 'cosell.example.org', '192.0.2.8', '[2001:db8::8]']) {
      isRefused(await exchange(server, bytesOf(API as Kind, [host])));
    }
  });

  it('answers for any name with *, but keeps the operator’s routes for this machine', async () => {
    const server = await startServer({ allowedHosts: ['*'] });
    expect(statusOf(await exchange(server, bytesOf(kinds.API as Kind, ['evil.example'])))).toBe(200);
    isRefusedOperator(await exchange(server, bytesOf(kinds['the feed'] as Kind, ['evil.example'])));
    isRefusedOperator(await exchange(server, bytesOf(kinds['the feed'] as Kind, [], '1.0')));
  });

  it('answers for the address at which it is reached', async () => {
    const server = await startServer({ host: '0.0.0.0', auth: 'off' });
    const { port } = new URL(server.endpoint);
    const local = { endpoint: `http://127.0.0.5:${port}` };
    for (const host of ['127.0.0.5', '0.0.0.0', `0.0.0.0:${port}`, 'localhost']) {
      expect(statusOf(await exchange(local, bytesOf(kinds.API as Kind, [host])))).toBe(200);
    }
    isRefused(await exchange(local, bytesOf(kinds.API as Kind, ['evil.example'])));
  });
});

const isRefusedOperator = (received: string): void => {
  expect(statusOf(received), received).toBe(403);
};

describe('a server that checks signatures', () => {
  const list = { headers: target('ListOpportunities'), body: '{"Catalog":"Sandbox"}' };
  const call = async (server: { endpoint: string }, host: string) => {
    const { port } = new URL(server.endpoint);
    // Signed for the name, sent to the address, as by a load balancer.
    const signed = await sign({ endpoint: `http://${host}:${port}` }, list, KEY);
    return (await send(server, signed)).status;
  };

  it('answers for any name, because a web page cannot sign', async () => {
    const server = await startServer(strict);
    expect(await call(server, 'cosell.example')).toBe(200);
  });

  it('answers for no other name once names are allowed', async () => {
    const server = await startServer({ ...strict, allowedHosts: ['cosell.example'] });
    expect(await call(server, 'cosell.example')).toBe(200);
    expect(await call(server, 'localhost')).toBe(200);
    expect(await call(server, 'evil.example')).toBe(400);
  });
});

describe('an allowed name', () => {
  it.each([
    '',
    'cosell:4747',
    '[::1]:80',
    'http://cosell',
    'a b',
    'user@cosell',
    '*.example',
    '-x',
    '[fe80::1%lo]',
  ])('is refused if it is none: %s', async (name) => {
    expect(() => readAllowedHosts([name])).toThrow('is no name or address');
    await expect(startCosell({ allowedHosts: [name] })).rejects.toThrow('without a port');
  });
});
