import { describe, expect, it } from 'vitest';
import { startServer } from '../../support/server.ts';
import { exchange, send, target, type WireRequest } from '../../support/wire.ts';

const PREFLIGHT = {
  'access-control-request-method': 'POST',
  'access-control-request-headers':
    'amz-sdk-invocation-id,amz-sdk-request,authorization,content-type,x-amz-content-sha256,x-amz-date,x-amz-target,x-amz-user-agent',
};
const WHO_AM_I = '/?Action=GetCallerIdentity&Version=2011-06-15';
const list = { headers: target('ListOpportunities'), body: '{"Catalog":"Sandbox"}' };

const preflight = async (server: { endpoint: string }, origin: string, more: Record<string, string> = {}) =>
  send(server, { method: 'OPTIONS', headers: { ...PREFLIGHT, origin, ...more } });

describe('a web page', () => {
  it.each(['http://localhost:5173', 'http://127.0.0.1:8080', 'http://[::1]:3000', 'https://app.localhost'])(
    'of this machine (%s) may call',
    async (origin) => {
      const server = await startServer();
      const { status, headers } = await preflight(server, origin);
      expect(status).toBe(204);
      expect(headers['access-control-allow-origin']).toBe(origin);
      expect(headers['access-control-allow-methods']).toContain('POST');
      expect(headers['access-control-allow-headers']).toBe(PREFLIGHT['access-control-request-headers']);
      expect(headers['x-amzn-requestid']).toBeTruthy();
      const answer = await send(server, { ...list, headers: { ...list.headers, origin } });
      expect(answer.status).toBe(200);
      expect(answer.headers['access-control-allow-origin']).toBe(origin);
      expect(answer.headers['access-control-expose-headers']).toContain('x-amzn-requestid');
      expect(answer.headers.vary).toContain('Origin');
    },
  );

  it.each([
    'https://evil.example',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'null',
    'localhost',
    '',
  ])('of another origin (%s) may not', async (origin) => {
    const server = await startServer();
    const asked = await preflight(server, origin);
    expect(asked.headers['access-control-allow-origin']).toBeUndefined();
    expect(asked.status).toBe(404);
    const { status, headers, json } = await send(server, { ...list, headers: { ...list.headers, origin } });
    expect([status, json?.__type]).toEqual([400, 'AccessDeniedException']);
    expect(headers['access-control-allow-origin']).toBeUndefined();
    const events = await send(server, { method: 'GET', path: '/_cosell/events', headers: { origin } });
    expect(events.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('of a configured origin may call, and no other', async () => {
    const server = await startServer({ corsOrigins: ['https://app.example'] });
    expect((await preflight(server, 'https://app.example')).status).toBe(204);
    expect((await preflight(server, 'https://app.example:8443')).status).toBe(404);
  });

  it('that came from this server may call it', async () => {
    const server = await startServer({ allowedHosts: ['cosell.example'] });
    const headers = { ...list.headers, host: 'cosell.example:4747', origin: 'http://cosell.example:4747' };
    expect((await send(server, { ...list, headers })).status).toBe(200);
  });

  it('may access the private network if it may call and its browser asks', async () => {
    const server = await startServer({ corsOrigins: ['https://app.example'] });
    const asks = { 'access-control-request-private-network': 'true' };
    const name = 'access-control-allow-private-network';
    expect((await preflight(server, 'https://app.example', asks)).headers[name]).toBe('true');
    expect((await preflight(server, 'https://app.example')).headers[name]).toBeUndefined();
    expect((await preflight(server, 'https://evil.example', asks)).headers[name]).toBeUndefined();
  });

  it('can read errors', async () => {
    const headers = { ...list.headers, origin: 'http://localhost:1' };
    const answer = await send(await startServer(), { headers, body: '{' });
    expect(answer.status).toBe(400);
    expect(answer.headers['access-control-allow-origin']).toBe('http://localhost:1');
  });

  it.each(['cross-site', 'same-site', 'CROSS-SITE', 'anything'])(
    'of another site may not load anything, even without an Origin (%s)',
    async (site) => {
      const server = await startServer({ corsOrigins: ['https://app.example'] });
      const image = { 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' };
      for (const path of ['/_cosell/events', '/_cosell/health', '/_cosell/accounts', WHO_AM_I, '/nothing']) {
        for (const method of ['GET', 'HEAD']) {
          const { status } = await send(server, { method, path, headers: image });
          expect([400, 403]).toContain(status);
        }
      }
      const posted = await send(server, { ...list, headers: { ...list.headers, 'sec-fetch-site': site } });
      expect([posted.status, posted.json?.__type]).toEqual([400, 'AccessDeniedException']);
      const foreign = { ...list.headers, 'sec-fetch-site': site, origin: 'https://evil.example' };
      expect((await send(server, { ...list, headers: foreign })).status).toBe(400);
      const allowed = { ...foreign, origin: 'https://app.example' };
      expect((await send(server, { ...list, headers: allowed })).status).toBe(200);
    },
  );

  it.each(['same-origin', 'none'])('of this server, and people (%s), may load everything', async (site) => {
    const server = await startServer();
    const headers = { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    for (const path of ['/_cosell/events', '/_cosell/health', WHO_AM_I]) {
      expect((await send(server, { method: 'GET', path, headers })).status).toBe(200);
    }
    const answer = await send(server, { ...list, headers: { ...list.headers, 'sec-fetch-site': site } });
    expect(answer.status).toBe(200);
  });

  it('of another site may link to this server, but not to the operator’s routes', async () => {
    const server = await startServer();
    const link = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    const get = async (path: string, headers: Record<string, string>, method = 'GET') =>
      (await send(server, { method, path, headers })).status;
    expect(await get(WHO_AM_I, link)).toBe(200);
    for (const path of ['/_cosell/events', '/%5fcosell/events', '/_cosell/state', '/_cosell/nothing']) {
      expect(await get(path, link)).toBe(403);
    }
    for (const dest of ['iframe', 'object', 'embed', 'empty']) {
      expect(await get(WHO_AM_I, { ...link, 'sec-fetch-dest': dest })).toBe(403);
    }
    expect(await get('/', link, 'POST')).toBe(400);
  });
});

describe('every response', () => {
  const securityHeaders = {
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'content-security-policy': expect.stringMatching(
      /^default-src 'none'; script-src 'self';(?!.*unsafe).*frame-ancestors 'none'$/,
    ),
  };

  it('has the security headers', async () => {
    const server = await startServer();
    const requests: WireRequest[] = [
      list,
      { ...list, body: '{' },
      { method: 'GET', path: '/_cosell/health' },
      { method: 'GET', path: '/_cosell/events' },
      { method: 'GET', path: '/_cosell/accounts' },
      { method: 'HEAD', path: '/_cosell/ready' },
      { method: 'GET', path: '/nothing' },
      { method: 'GET', path: '/%zz' },
      { method: 'PUT', path: '/_cosell/%' },
      { method: 'GET', path: '/_cosell/events', headers: { host: 'evil.example' } },
      { ...list, headers: { ...list.headers, origin: 'https://evil.example' } },
      { ...list, body: 'a'.repeat(1_100_000) },
      { method: 'OPTIONS', headers: { ...PREFLIGHT, origin: 'http://localhost:1' } },
    ];
    for (const request of requests) {
      const { headers, status } = await send(server, request);
      expect(headers, `${request.method} ${request.path} ${status}`).toMatchObject(securityHeaders);
      // Not over plain HTTP: RFC 6797, 7.2.
      expect(headers['strict-transport-security']).toBeUndefined();
    }
  });

  it('has them even if the request is not HTTP, and the live stream too', async () => {
    const server = await startServer();
    const received = await exchange(server, 'GARBAGE\r\n\r\n');
    const stream = await fetch(`${server.endpoint}/_cosell/events/stream`);
    await stream.body?.cancel();
    for (const [name, value] of Object.entries(securityHeaders)) {
      expect(received).toContain(`\r\n${name}: `);
      expect(stream.headers.get(name)).toEqual(value);
    }
  });
});
