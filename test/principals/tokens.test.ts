import { describe, expect, it } from 'vitest';
import { movableClock } from '../support/clock.ts';
import { opportunity } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { readStream } from '../support/event-stream.ts';
import { ALPHA, clientOf, startServer } from '../support/server.ts';
import { send } from '../support/wire.ts';

const TOKEN = 'the token of the start';

const serve = (options: Parameters<typeof startServer>[0] = {}) =>
  startServer({ operatorToken: TOKEN, ...options });

/** Calls an operator's route with a token and returns the status and the error. */
const call = async (
  server: { endpoint: string },
  token: string,
  [method, path, body]: readonly [string, string, object?],
) => {
  const { status, json } = await send(server, {
    method,
    path: `/_cosell/${path}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: body ? JSON.stringify(body) : '',
  });
  return [status, json?.__type, json?.Message];
};

const reads = [
  ['GET', 'accounts'],
  ['GET', 'users'],
  ['GET', 'keys'],
  ['GET', 'tokens'],
  ['GET', 'events'],
  ['GET', 'openapi.json'],
] as const;
const changes = [
  ['PUT', `accounts/${ALPHA}`, { companyName: 'A' }],
  ['POST', 'clock/advance', { by: '1h' }],
  ['DELETE', 'faults'],
] as const;
const administration = [
  ['POST', 'users', { account: ALPHA, name: 'jane' }],
  ['POST', 'keys', { account: ALPHA, user: 'nobody' }],
  ['DELETE', 'keys/AKIAAAAAAAAAAAAAAAAA'],
  ['POST', 'tokens', { name: 'more', scope: 'admin' }],
  ['DELETE', 'tokens/more'],
  ['DELETE', `accounts/${ALPHA}`],
  ['POST', 'policies', {}],
  ['POST', 'roles', {}],
  ['GET', 'state'],
  ['PUT', 'state', {}],
  ['POST', 'reset', {}],
] as const;

describe('the tokens of operators', () => {
  it.each(['/_cosell/live', '/_cosell/events/stream'])('%s ends when its token is revoked', async (path) => {
    const server = await serve();
    const { token } = await server.tokens.create({ name: 'watcher', scope: 'read' });
    const { token: other } = await server.tokens.create({ name: 'other', scope: 'read' });
    const stream = await readStream(server, '', { authorization: `Bearer ${token}` }, path);
    await server.tokens.revoke({ name: 'other' });
    expect((await call(server, other, ['GET', 'tokens']))[0]).toBe(401);
    await clientOf(server, ALPHA).createOpportunity(opportunity());
    await eventually(() => stream.messages.some(({ data }) => data.includes('Opportunity Created')));
    await server.tokens.revoke({ name: 'watcher' });
    expect(await stream.ended).toBe(true);
  });

  it('allow what their scope allows', async () => {
    const server = await serve();
    const made = async (scope: 'read' | 'operate' | 'admin') =>
      (await server.tokens.create({ name: `for.${scope}`, scope })).token;
    const [reading, operating, administering] = [
      await made('read'),
      await made('operate'),
      await made('admin'),
    ];
    for (const request of reads) {
      for (const token of [reading, operating, administering]) {
        expect((await call(server, token, request))[0], request.join(' ')).toBe(200);
      }
    }
    for (const request of changes) {
      const [status, type, message] = await call(server, reading, request);
      expect([status, type], request.join(' ')).toEqual([403, 'AccessDeniedException']);
      expect(message).toMatch(/scope operate, and this one has read/);
      expect((await call(server, operating, request))[0]).toBe(200);
    }
    for (const request of administration) {
      for (const token of [reading, operating]) {
        const [status, type, message] = await call(server, token, request);
        expect([status, type], request.join(' ')).toEqual([403, 'AccessDeniedException']);
        expect(message).toContain('the scope admin');
      }
      expect([200, 400]).toContain((await call(server, administering, request))[0]);
    }
  });

  it('are refused once they are revoked, altered, or expired by the machine’s clock', async () => {
    const clock = movableClock();
    const server = await serve({ clock });
    const { token } = await server.tokens.create({ name: 'ci', scope: 'read', expiresIn: '1h' });
    const list = ['GET', 'accounts'] as const;
    expect((await call(server, token, list))[0]).toBe(200);
    const other = token.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    for (const wrong of [
      other,
      token.replace('_ci_', '_cd_'),
      `${token} `,
      token.toUpperCase(),
      `${token}0`,
    ]) {
      const [status, type] = await call(server, wrong, list);
      expect([wrong === `${token} ` ? 401 : status, type ?? 'UnauthorizedException']).toEqual([
        401,
        'UnauthorizedException',
      ]);
    }
    await server.clock.set({ to: '2020-01-01T00:00:00.000Z' });
    clock.advance(3_600_001);
    expect((await call(server, token, list))[0]).toBe(401);
    const { token: second } = await server.tokens.create({ name: 'second', scope: 'read' });
    expect((await call(server, second, list))[0]).toBe(200);
    await server.tokens.revoke({ name: 'second' });
    expect((await call(server, second, list))[0]).toBe(401);
    const { tokens } = await server.tokens.list();
    expect(tokens.map(({ name }) => name)).toEqual(['ci']);
    expect(JSON.stringify(tokens)).not.toContain(token.slice(-64));
  });

  it('are hashed in the database', async () => {
    const server = await serve();
    const { token } = await server.tokens.create({ name: 'ci', scope: 'admin' });
    await expect(server.tokens.create({ name: 'ci', scope: 'read' })).rejects.toThrow(/a token ci already/);
    expect(token).toMatch(/^cosell_ci_[0-9a-f]{64}$/);
    expect((await call(server, token, ['GET', 'tokens']))[0]).toBe(200);
    expect((await call(server, TOKEN, ['GET', 'tokens']))[0]).toBe(200);
  });

  it('open the routes of a strict server that was started with none, and start it', async () => {
    const server = await startServer({
      auth: 'strict',
      accounts: [
        { id: ALPHA, companyName: 'A', credentials: [{ accessKeyId: 'AKID', secretAccessKey: 's' }] },
      ],
    });
    const { token } = await server.tokens.create({ name: 'ci', scope: 'read' });
    expect((await call(server, token, ['GET', 'accounts']))[0]).toBe(200);
    expect((await call(server, `cosell_ci_${'0'.repeat(64)}`, ['GET', 'accounts']))[0]).toBe(401);
    expect((await call(server, 'x', ['GET', 'accounts']))[0]).toBe(403);
  });
});
