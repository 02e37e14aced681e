import { describe, expect, it } from 'vitest';
import { chooseAuthenticator } from '../../src/access/choose-authenticator.ts';
import { createConfiguredPrincipals, noPrincipals } from '../../src/access/configured-principals.ts';
import { createSessions } from '../../src/access/sessions.ts';
import { startCosell } from '../../src/index.ts';
import { systemClock } from '../../src/kit/flow/clock.ts';
import { newSealKey } from '../../src/kit/service/seal.ts';
import { ALPHA, startServer } from '../support/server.ts';
import { send } from '../support/wire.ts';

const KEY = { accessKeyId: 'AKID', secretAccessKey: 'secret' };

const whoIs = async (server: { endpoint: string }, authorization?: string) => {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...(authorization && { authorization }),
  };
  const { text } = await send(server, { headers, body: 'Action=GetCallerIdentity&Version=2011-06-15' });
  return /<Account>(.*)<\/Account>/.exec(text)?.[1];
};

describe('without authentication', () => {
  it.each([
    ['222222222222', '222222222222'],
    ['aws', 'aws'],
    ['AWS', 'aws'],
    ['Aws', 'aws'],
    ['AKIDEXAMPLE', '111122223333'],
    ['2222222222222', '111122223333'],
    ['22222222222', '111122223333'],
    ['', '111122223333'],
  ])('the access key id "%s" is account %s', async (key, account) => {
    const scope = '20261123/us-east-1/partnercentral-selling/aws4_request';
    const header = `AWS4-HMAC-SHA256 Credential=${key}/${scope}, SignedHeaders=host, Signature=none`;
    expect(await whoIs(await startServer(), header)).toBe(account);
  });

  it.each([undefined, 'Bearer x', 'Credential', '=/,;'])(
    'the header %s means the default account',
    async (header) => {
      expect(await whoIs(await startServer(), header)).toBe('111122223333');
    },
  );
});

describe('the choice of authentication', () => {
  const modeAt = (host: string, mode?: 'off' | 'strict') => {
    const authenticator = chooseAuthenticator({
      mode,
      host,
      region: 'us-east-1',
      clock: systemClock,
    })({
      sessionsOf: (auth) => createSessions(newSealKey(), systemClock, auth),
      principals: createConfiguredPrincipals({ ...noPrincipals, keys: [{ account: ALPHA, ...KEY }] }),
    });
    const request = {
      method: 'POST',
      path: '/',
      query: '',
      headers: {},
      headersDistinct: {},
      repeatsHeaders: false,
      body: Buffer.alloc(0),
      sourceIp: '127.0.0.1',
      isSecure: false,
    };
    return Promise.resolve()
      .then(() => authenticator.identify(request, 'partnercentral-selling'))
      .then(
        () => 'off',
        (error: Error) => error.name,
      );
  };

  it.each(['127.0.0.1', '127.8.8.8', 'localhost', '::1'])('is off by default on %s', async (host) => {
    expect(await modeAt(host)).toBe('off');
    expect(await modeAt(host, 'strict')).toBe('MissingAuthenticationTokenException');
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', 'server.example', '127.example.com'])(
    'is strict by default on %s',
    async (host) => {
      expect(await modeAt(host)).toBe('MissingAuthenticationTokenException');
      expect(await modeAt(host, 'off')).toBe('off');
    },
  );

  it('does not start strict without a key', async () => {
    await expect(startCosell({ auth: 'strict' })).rejects.toThrow(/no account has credentials.*--config/);
    await expect(startCosell({ host: '0.0.0.0' })).rejects.toThrow(
      /0\.0\.0\.0 is reached from other machines/,
    );
  });

  it('does not start with one key for two accounts, or with an account twice', async () => {
    const [one, two] = ['333333333333', '444444444444'].map((id) => ({
      id,
      companyName: id,
      credentials: [KEY],
    }));
    if (!one || !two) throw new Error('unreachable');
    await expect(startCosell({ auth: 'strict', accounts: [one, two] })).rejects.toThrow(/same accessKeyId/);
    await expect(startCosell({ accounts: [one, one] })).rejects.toThrow(/given twice/);
    await expect(startCosell({ accounts: [{ id: '12', companyName: 'x' }] })).rejects.toThrow(/12 digits/);
  });
});
