import { describe, expect, it } from 'vitest';
import type { CosellOptions } from '../../src/index.ts';
import { startServer } from '../support/server.ts';
import { send } from '../support/wire.ts';

const closedPaths = [
  '/_cosell/accounts',
  '/_cosell/openapi.json',
  '/_cosell/events',
  '/_cosell/events/stream',
  '/_cosell/state',
  '/_cosell/nothing',
];
const keys = [{ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }];
const strict: CosellOptions = {
  auth: 'strict',
  accounts: [{ id: '111111111111', companyName: 'A', credentials: keys }],
};

const statusOf = async (
  server: { endpoint: string },
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
) => {
  const { status, json } = await send(server, { method, path, headers });
  return [status, json?.__type];
};

describe('the operator’s routes', () => {
  it('are open to this machine if it is trusted', async () => {
    const server = await startServer();
    for (const host of ['localhost:1', '127.0.0.1', '[::1]:4747']) {
      expect(await statusOf(server, '/_cosell/accounts', { host })).toEqual([200, undefined]);
    }
  });

  it.each(['/_cosell/accounts', '/_cosell/events', '/_cosell/openapi.json'])(
    'refuse pages of other origins, and names that were rebound to this machine (%s)',
    async (path) => {
      const server = await startServer({ corsOrigins: ['https://app.example'] });
      expect(await statusOf(server, path, { origin: 'https://evil.example' })).toEqual([
        403,
        'AccessDeniedException',
      ]);
      for (const host of ['evil.example:4747', '127.0.0.1.evil.example', 'a b', '10.0.0.1']) {
        expect(await statusOf(server, path, { host })).toEqual([403, 'AccessDeniedException']);
      }
      const rebound = { host: 'evil.example:4747', origin: 'http://evil.example:4747' };
      expect(await statusOf(server, path, rebound)).toEqual([403, 'AccessDeniedException']);
      for (const origin of ['http://localhost:3000', 'https://app.example']) {
        expect(await statusOf(server, path, { origin })).toEqual([200, undefined]);
      }
    },
  );

  it.each(closedPaths)('are closed if signatures are checked and there is no token (%s)', async (path) => {
    const server = await startServer(strict);
    expect(await statusOf(server, path)).toEqual([403, 'AccessDeniedException']);
    expect(await statusOf(server, path, { authorization: 'Bearer x' })).toEqual([
      403,
      'AccessDeniedException',
    ]);
    const { json } = await send(server, { method: 'GET', path });
    expect(json?.Message).toContain('--operator-token');
  });

  it.each([strict, {}])('require the configured token in any mode (%#)', async (options) => {
    const server = await startServer({
      ...options,
      operatorToken: 'open sesame',
      allowedHosts: ['cosell.example'],
    });
    for (const path of closedPaths) {
      for (const authorization of [undefined, 'Bearer open', 'Bearer', 'Basic open sesame', 'open sesame']) {
        const headers: Record<string, string> = authorization ? { authorization } : {};
        expect(await statusOf(server, path, headers)).toEqual([401, 'UnauthorizedException']);
      }
    }
    const answer = await send(server, { method: 'GET', path: '/_cosell/accounts' });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    const token = { authorization: 'Bearer open sesame', host: 'cosell.example' };
    expect(await statusOf(server, '/_cosell/accounts', token)).toEqual([200, undefined]);
    expect(await statusOf(server, '/_cosell/events', token)).toEqual([200, undefined]);
    expect(await statusOf(server, '/_cosell/nothing', token)).toEqual([404, 'NotFoundException']);
  });

  it('return health and readiness to anyone', async () => {
    const server = await startServer({ ...strict, operatorToken: 'x' });
    for (const path of ['/_cosell/health', '/_cosell/ready']) {
      expect(await statusOf(server, path, { host: 'cosell.example' })).toEqual([200, undefined]);
    }
  });

  it('cannot be reached by another spelling of their paths', async () => {
    const server = await startServer({ operatorToken: 'x' });
    for (const path of [
      '/%5fcosell/accounts',
      '/_cosell/%61ccounts',
      '//_cosell/accounts',
      '/./_cosell/accounts',
    ]) {
      const [status] = await statusOf(server, path);
      expect([401, 404]).toContain(status);
    }
  });

  it('do not affect the API, which needs no operator token', async () => {
    const server = await startServer({ operatorToken: 'x' });
    const { status } = await send(server, {
      headers: { 'x-amz-target': 'AWSPartnerCentralSelling.ListOpportunities' },
      body: '{"Catalog":"Sandbox"}',
    });
    expect(status).toBe(200);
  });

  it('cannot have an empty token', async () => {
    await expect(startServer({ operatorToken: '' })).rejects.toThrow(/operator token/);
  });
});
