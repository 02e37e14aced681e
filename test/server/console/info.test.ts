import { describe, expect, it } from 'vitest';
import { startServer } from '../../support/server.ts';
import { send } from '../../support/wire.ts';

const ask = (server: { endpoint: string }, headers: Record<string, string> = {}) =>
  send(server, { method: 'GET', path: '/_cosell/console', headers });

const STRICT = {
  auth: 'strict' as const,
  accounts: [
    {
      id: '111111111111',
      companyName: 'Alpha',
      credentials: [{ accessKeyId: 'AKIAALPHA', secretAccessKey: 'secret-of-alpha' }],
    },
  ],
};

describe('what the console asks first', () => {
  it('is how to sign in', async () => {
    const { status, json } = await ask(await startServer({ region: 'eu-west-1' }));
    expect([status, json]).toEqual([
      200,
      {
        version: expect.stringMatching(/^\d+\.\d+\.\d+/),
        auth: 'off',
        operator: 'open',
        region: 'eu-west-1',
        defaultAccount: '111122223333',
        journal: { limit: 1000, bodies: true },
      },
    ]);
  });

  it('needs no token and no signature, and tells nothing of accounts, keys and tokens', async () => {
    const server = await startServer({ ...STRICT, operatorToken: 'operators-secret' });
    const { status, json, text } = await ask(server);
    expect([status, json]).toMatchObject([
      200,
      { auth: 'strict', operator: 'token', journal: { bodies: false } },
    ]);
    expect(json).not.toHaveProperty('defaultAccount');
    expect(text).not.toMatch(/111111111111|Alpha|AKIA|secret/);
    expect((await ask(await startServer(STRICT))).json).toMatchObject({ operator: 'closed' });
    const without = await startServer({ journal: 0 });
    expect((await ask(without)).json).toMatchObject({ journal: { limit: 0, bodies: false } });
  });

  it('is not told to pages of other sites, nor under a name that a page could have rebound', async () => {
    const server = await startServer();
    expect((await ask(server, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await ask(server, { host: 'evil.example' })).status).toBe(403);
  });
});
