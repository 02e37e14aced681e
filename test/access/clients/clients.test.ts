import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { newSealKey } from '../../../src/kit/service/seal.ts';
import { movableClock } from '../../support/clock.ts';
import { ALPHA } from '../../support/server.ts';
import { startStrictServer, userWith } from '../../support/strict.ts';
import { stsOf } from '../../support/sts.ts';
import { clients, type Signer } from './clients.ts';

/** What AWS's own clients show of a server that checks signatures. */

const MINUTE = 60_000;

/** A proxy between client and server that changes bodies, or sends each request twice and answers with the second response. */
const startProxy = async (endpoint: string, what: 'changes the body' | 'repeats'): Promise<string> => {
  const { hostname, port } = new URL(endpoint);
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const { method, url: path, headers } = request;
    const sent = what === 'repeats' ? body : Buffer.from(body.toString().replace('Sandbox', 'AWS    '));
    const pass = async () => {
      const passed = httpRequest({ hostname, port, method, path, headers, agent: false });
      passed.end(sent);
      const [answer] = await once(passed, 'response');
      return { status: answer.statusCode, headers: answer.headers, content: await buffer(answer) };
    };
    if (what === 'repeats') await pass();
    const answer = await pass();
    response.writeHead(answer.status, answer.headers);
    response.end(answer.content);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** Starts what each case needs. */
const startCase = async () => {
  const clock = movableClock();
  const users = [userWith(ALPHA, 'reader', { Action: 'partnercentral:*' }), userWith(ALPHA, 'nobody')];
  const server = await startStrictServer({ clock, users, secretsKeys: [newSealKey()] });
  const { endpoint } = server;
  const root: Signer = { endpoint, accessKeyId: ALPHA, secretAccessKey: 'secret' };
  return { clock, server, endpoint, root };
};
type Prepared = Awaited<ReturnType<typeof startCase>>;

const temporary = async ({ server, endpoint }: Prepared): Promise<Signer> => {
  const { Credentials } = await stsOf(server, 'reader').getSessionToken({ DurationSeconds: 900 });
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = Credentials ?? {};
  return { endpoint, accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
};

const cases: [what: string, prepare: (prepared: Prepared) => Promise<Signer>, outcome: string][] = [
  ["an account's key", async ({ root }) => root, 'ok'],
  ["a user's key", async ({ root }) => ({ ...root, accessKeyId: 'reader' }), 'ok'],
  [
    'a user without a policy',
    async ({ root }) => ({ ...root, accessKeyId: 'nobody' }),
    'AccessDeniedException',
  ],
  ['a temporary key', temporary, 'ok'],
  [
    'a temporary key without its token',
    async (prepared) => ({ ...(await temporary(prepared)), sessionToken: undefined }),
    'UnrecognizedClientException',
  ],
  [
    'an expired temporary key',
    async (prepared) => {
      prepared.clock.advance(-10 * MINUTE);
      // The client's own clock is right, so the server's stays within 15 minutes of it.
      const key = await temporary({ ...prepared });
      prepared.clock.advance(20 * MINUTE);
      return key;
    },
    'ExpiredTokenException',
  ],
  [
    'a wrong secret',
    async ({ root }) => ({ ...root, secretAccessKey: 'wrong' }),
    'InvalidSignatureException',
  ],
  [
    'an unknown key',
    async ({ root }) => ({ ...root, accessKeyId: 'AKIANOBODY' }),
    'UnrecognizedClientException',
  ],
  [
    'a revoked key',
    async ({ server, endpoint }) => {
      const { accessKeyId, secretAccessKey } = await server.keys.create({ account: ALPHA });
      await server.keys.revoke({ accessKeyId });
      return { endpoint, accessKeyId, secretAccessKey: secretAccessKey ?? '' };
    },
    'UnrecognizedClientException',
  ],
  ['another region', async ({ root }) => ({ ...root, region: 'eu-central-1' }), 'InvalidSignatureException'],
  [
    'a clock 16 minutes off',
    async ({ root, clock }) => {
      clock.advance(16 * MINUTE);
      return root;
    },
    'InvalidSignatureException',
  ],
  [
    'an altered body',
    async ({ root, endpoint }) => ({ ...root, endpoint: await startProxy(endpoint, 'changes the body') }),
    'InvalidSignatureException',
  ],
  // AWS accepts the same request again within 15 minutes.
  [
    'a repeated request',
    async ({ root, endpoint }) => ({ ...root, endpoint: await startProxy(endpoint, 'repeats') }),
    'ok',
  ],
];

describe.each(clients)('$name', ({ name, isThere, list }) => {
  test.for(cases)('%s', async ([_what, prepare, outcome], { skip }) => {
    if (!(await isThere())) skip(`${name} is not on this machine`);
    expect(await list(await prepare(await startCase()))).toBe(outcome);
  });
});
