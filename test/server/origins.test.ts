import { describe, expect, it } from 'vitest';
import { startServer } from '../support/server.ts';
import { send, target } from '../support/wire.ts';

const PREFLIGHT = {
  'access-control-request-method': 'POST',
  'access-control-request-headers':
    'amz-sdk-invocation-id,amz-sdk-request,authorization,content-type,x-amz-content-sha256,x-amz-date,x-amz-target,x-amz-user-agent',
};
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
    const server = await startServer();
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
});
