import { createHash, createHmac } from 'node:crypto';
import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { describe, expect, it } from 'vitest';
import { movableClock } from '../support/clock.ts';
import { opportunity } from '../support/data.ts';
import { ALPHA, BETA, errorOf, startServer } from '../support/server.ts';
import { type Signing, send, sign, target, type WireRequest } from '../support/wire.ts';

const ALPHA_KEY = { accessKeyId: 'AKIDALPHA', secretAccessKey: 'alpha/secret+1' };
const ALPHA_SECOND_KEY = { accessKeyId: 'AKIDALPHA2', secretAccessKey: 'alpha/secret+2' };
const BETA_KEY = { accessKeyId: 'AKIDBETA', secretAccessKey: 'beta/secret' };
const MINUTE = 60_000;

const strictServer = async () => {
  const clock = movableClock();
  const cosell = await startServer({
    auth: 'strict',
    clock,
    accounts: [
      { id: ALPHA, companyName: 'Alpha', credentials: [ALPHA_KEY, ALPHA_SECOND_KEY] },
      { id: BETA, companyName: 'Beta', credentials: [BETA_KEY] },
    ],
  });
  const sdk = (credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }) =>
    new PartnerCentralSelling({
      endpoint: cosell.endpoint,
      region: 'us-east-1',
      credentials,
      maxAttempts: 1,
    });
  return { ...cosell, clock, sdk };
};

const list: WireRequest = { headers: target('ListOpportunities'), body: '{"Catalog":"Sandbox"}' };

/** Signs `list`, lets `change` modify it, and sends it. */
const attempt = async (
  server: { endpoint: string },
  change: (request: WireRequest & { headers: Record<string, string> }) => void = () => {},
  signing: Partial<Signing> = {},
  request: WireRequest = list,
) => {
  const signed = await sign(server, request, { ...ALPHA_KEY, ...signing });
  change(signed);
  const { status, json } = await send(server, signed);
  return { status, type: json?.__type, message: json?.Message };
};

const replaceIn = (from: string | RegExp, to: string) => (request: { headers: Record<string, string> }) => {
  const before = request.headers.authorization ?? '';
  request.headers.authorization = before.replace(from, to);
  expect(request.headers.authorization).not.toBe(before);
};

describe('with strict authentication', () => {
  it('accepts requests signed by the SDK, as the account of the key', async () => {
    const server = await strictServer();
    const { Id = '' } = await server.sdk(ALPHA_KEY).createOpportunity(opportunity());
    const get = { Catalog: 'Sandbox', Identifier: Id };
    const seen = await server.sdk(ALPHA_SECOND_KEY).getOpportunity(get);
    expect(seen.Arn).toContain(`:${ALPHA}:`);
    const refused = await errorOf(server.sdk(BETA_KEY).getOpportunity(get));
    expect(refused.name).toBe('ResourceNotFoundException');
  });

  it('accepts a signed session token', async () => {
    const server = await strictServer();
    const answer = await server
      .sdk({ ...ALPHA_KEY, sessionToken: 'a-token' })
      .listOpportunities({ Catalog: 'Sandbox' });
    expect(answer.OpportunitySummaries).toEqual([]);
  });

  it.each([
    ['an encoded path', { path: '/a%20b/caf%C3%A9/' }, {}],
    ['a path with dots and empty segments', { path: '/a//b/./c' }, {}],
    ['a query in any order', { path: '/x?b=2&a=1&a=0&c=' }, {}],
    [
      'spaces within a header',
      { headers: { ...target('ListOpportunities'), 'x-extra': '  one   two ' } },
      {},
    ],
    [
      'a Content-Type of another kind',
      { headers: { ...target('ListOpportunities'), 'content-type': 'text/plain' } },
      {},
    ],
  ])('takes %s', async (_what, request, signing) => {
    const answer = await attempt(await strictServer(), undefined, signing, { ...list, ...request });
    expect(answer).toEqual({ status: 200, type: undefined, message: undefined });
  });

  it('accepts a repeated header, signed as one with commas', async () => {
    const headers = { ...target('ListOpportunities'), 'x-extra': 'one,two' };
    const spread = (request: WireRequest) => {
      request.headers = { ...request.headers, 'x-extra': ['one', 'two'] };
    };
    const server = await strictServer();
    expect((await attempt(server, spread, {}, { ...list, headers })).status).toBe(200);
  });

  it('accepts headers that a proxy added after signing', async () => {
    const server = await strictServer();
    const add = (request: { headers: Record<string, string> }) => {
      request.headers['x-forwarded-for'] = '192.0.2.1';
    };
    expect((await attempt(server, add)).status).toBe(200);
  });

  it('accepts the parts of Authorization in any order and without spaces', async () => {
    const server = await strictServer();
    const turn = (request: { headers: Record<string, string> }) => {
      const [algorithm, parts = ''] = (request.headers.authorization ?? '').split(/ (.*)/s);
      request.headers.authorization = `${algorithm} ${parts.split(', ').reverse().join(',')}`;
    };
    expect((await attempt(server, turn)).status).toBe(200);
  });

  it.each([
    [
      'no Authorization',
      (r: { headers: Record<string, string> }) => void delete r.headers.authorization,
      'MissingAuthenticationTokenException',
    ],
    [
      'no X-Amz-Date',
      (r: { headers: Record<string, string> }) => void delete r.headers['x-amz-date'],
      'IncompleteSignatureException',
    ],
    [
      'another algorithm',
      replaceIn('AWS4-HMAC-SHA256', 'AWS4-ECDSA-P256-SHA256'),
      'IncompleteSignatureException',
    ],
    ['Basic authentication', replaceIn(/.*/, 'Basic YWxwaGE6YQ=='), 'IncompleteSignatureException'],
    ['no Signature', replaceIn(/, Signature=.*/, ''), 'IncompleteSignatureException'],
    ['no SignedHeaders', replaceIn(/SignedHeaders=[^,]*, /, ''), 'IncompleteSignatureException'],
    ['no Credential', replaceIn(/Credential=[^,]*, /, ''), 'IncompleteSignatureException'],
    [
      'Credential twice',
      replaceIn('Credential=', 'Credential=x, Credential='),
      'IncompleteSignatureException',
    ],
    ['a scope that lacks a part', replaceIn('/us-east-1/', '/'), 'IncompleteSignatureException'],
    ['a scope with another end', replaceIn('aws4_request', 'aws5_request'), 'IncompleteSignatureException'],
    ['an unknown key', replaceIn('AKIDALPHA', 'AKIDNOBODY'), 'UnrecognizedClientException'],
    ['a key in lower case', replaceIn('AKIDALPHA', 'akidalpha'), 'UnrecognizedClientException'],
    ["another account's key", replaceIn('AKIDALPHA', 'AKIDBETA'), 'InvalidSignatureException'],
    ['another region in the scope', replaceIn('us-east-1', 'us-east-2'), 'InvalidSignatureException'],
    ['another date in the scope', replaceIn(/\/\d{8}\//, '/20200101/'), 'InvalidSignatureException'],
    ['a damaged signature', replaceIn(/Signature=./, 'Signature=g'), 'InvalidSignatureException'],
    ['a truncated signature', replaceIn(/.$/, ''), 'InvalidSignatureException'],
    [
      'a signed header that did not arrive',
      replaceIn(';x-amz-target', ';x-amz-missing;x-amz-target'),
      'InvalidSignatureException',
    ],
    [
      'another Host',
      (r: { headers: Record<string, string> }) => void Object.assign(r.headers, { host: 'example.com' }),
      'InvalidSignatureException',
    ],
    [
      'another operation',
      (r: { headers: Record<string, string> }) => void Object.assign(r.headers, target('ListSolutions')),
      'InvalidSignatureException',
    ],
    [
      'another body',
      (r: WireRequest) => void Object.assign(r, { body: '{"Catalog":"AWS"}' }),
      'InvalidSignatureException',
    ],
    [
      'another path',
      (r: WireRequest) => void Object.assign(r, { path: '/elsewhere' }),
      'InvalidSignatureException',
    ],
    [
      'another query',
      (r: WireRequest) => void Object.assign(r, { path: '/?a=1' }),
      'InvalidSignatureException',
    ],
    [
      'a query that cannot be decoded',
      (r: WireRequest) => void Object.assign(r, { path: '/?a=%zz' }),
      'InvalidSignatureException',
    ],
    [
      'an invalid time',
      (r: { headers: Record<string, string> }) =>
        void Object.assign(r.headers, { 'x-amz-date': `${r.headers['x-amz-date']?.slice(0, 9)}996199Z` }),
      'InvalidSignatureException',
    ],
  ] as const)('refuses %s', async (_what, change, type) => {
    const answer = await attempt(await strictServer(), change);
    expect(answer).toMatchObject({ status: 400, type });
    expect(answer.message).not.toContain(ALPHA_KEY.secretAccessKey);
  });

  it.each(['host', 'x-amz-target'])('refuses a signature without %s', async (name) => {
    const answer = await attempt(await strictServer(), undefined, { unsigned: [name] });
    expect(answer).toMatchObject({ status: 400, type: 'InvalidSignatureException' });
    expect(answer.message).toContain(`${name} has to be one of the SignedHeaders`);
  });

  it('refuses a signature whose only fault is the date of its scope', async () => {
    const server = await strictServer();
    const { host } = new URL(server.endpoint);
    const now = new Date().toISOString();
    const time = `${now.slice(0, 19).replace(/[-:]/g, '')}Z`;
    const ofDay = (day: string): WireRequest => {
      const headers: Record<string, string> = { ...target('ListOpportunities'), host, 'x-amz-date': time };
      const names = ['host', 'x-amz-date', 'x-amz-target'];
      const hash = createHash('sha256').update(String(list.body)).digest('hex');
      const signed = names.map((name) => `${name}:${headers[name]}\n`).join('');
      const canonical = ['POST', '/', '', signed, names.join(';'), hash].join('\n');
      const scope = [day, 'us-east-1', 'partnercentral-selling', 'aws4_request'];
      const hashed = createHash('sha256').update(canonical).digest('hex');
      const text = ['AWS4-HMAC-SHA256', time, scope.join('/'), hashed].join('\n');
      let key = Buffer.from(`AWS4${ALPHA_KEY.secretAccessKey}`);
      for (const part of [...scope, text]) key = createHmac('sha256', key).update(part).digest();
      const authorization = `AWS4-HMAC-SHA256 Credential=${ALPHA_KEY.accessKeyId}/${scope.join('/')}, SignedHeaders=${names.join(';')}, Signature=${key.toString('hex')}`;
      return { ...list, headers: { ...headers, authorization } };
    };
    expect((await send(server, ofDay(time.slice(0, 8)))).status).toBe(200);
    const { status, json } = await send(server, ofDay('20200101'));
    expect([status, json?.__type]).toEqual([400, 'InvalidSignatureException']);
    expect(json?.Message).toContain("The date in the credential's scope");
  });

  it.each(['s3', 'sts', 'events'])('refuses a scope of the service %s', async (service) => {
    const answer = await attempt(await strictServer(), undefined, { service });
    expect(answer).toEqual({
      status: 400,
      type: 'InvalidSignatureException',
      message: "Credential should be scoped to correct service: 'partnercentral-selling'.",
    });
  });

  it('refuses a scope of another region', async () => {
    const answer = await attempt(await strictServer(), undefined, { region: 'eu-central-1' });
    expect(answer).toMatchObject({ status: 400, type: 'InvalidSignatureException' });
    expect(answer.message).toContain("Credential should be scoped to a valid region, not 'eu-central-1'");
  });

  it('accepts a request again within 15 minutes, as AWS does', async () => {
    const server = await strictServer();
    const signed = await sign(server, list, ALPHA_KEY);
    expect((await send(server, signed)).status).toBe(200);
    server.clock.advance(14 * MINUTE);
    expect((await send(server, signed)).status).toBe(200);
    server.clock.advance(2 * MINUTE);
    expect((await send(server, signed)).json?.__type).toBe('InvalidSignatureException');
  });

  it.each(['UNSIGNED-PAYLOAD', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD', 'e'.repeat(64)])(
    'refuses a signature over %s in place of the body',
    async (hash) => {
      const headers = { ...target('ListOpportunities'), 'x-amz-content-sha256': hash };
      const answer = await attempt(await strictServer(), undefined, {}, { ...list, headers });
      expect(answer).toMatchObject({ status: 400, type: 'InvalidSignatureException' });
      expect(answer.message).toContain('x-amz-content-sha256 is not the SHA-256 of the body');
    },
  );

  it('refuses a body that is not the one of x-amz-content-sha256, though the signature covers the body', async () => {
    const add = (request: { headers: Record<string, string> }) => {
      request.headers['x-amz-content-sha256'] = 'e'.repeat(64);
    };
    const server = await strictServer();
    expect(await attempt(server, add)).toMatchObject({ status: 400, type: 'InvalidSignatureException' });
  });

  it('takes a signature that states the SHA-256 of the body', async () => {
    const hash = createHash('sha256').update(String(list.body)).digest('hex');
    const headers = { ...target('ListOpportunities'), 'x-amz-content-sha256': hash };
    const answer = await attempt(await strictServer(), undefined, {}, { ...list, headers });
    expect(answer.status).toBe(200);
  });

  it.each([-16, 16])('refuses a clock that is %i minutes off', async (minutes) => {
    const signingDate = new Date(Date.now() + minutes * MINUTE);
    const answer = await attempt(await strictServer(), undefined, { signingDate });
    expect(answer).toMatchObject({ status: 400, type: 'InvalidSignatureException' });
    expect(answer.message).toContain('15 minutes');
  });

  it.each([-14, 14])('accepts a clock that is %i minutes off', async (minutes) => {
    const signingDate = new Date(Date.now() + minutes * MINUTE);
    expect((await attempt(await strictServer(), undefined, { signingDate })).status).toBe(200);
  });

  it("compares with the server's own clock", async () => {
    const server = await strictServer();
    server.clock.advance(20 * MINUTE);
    expect((await attempt(server)).type).toBe('InvalidSignatureException');
    const signingDate = new Date(Date.now() + 20 * MINUTE);
    expect((await attempt(server, undefined, { signingDate })).status).toBe(200);
  });

  it('refuses an invalid body before an invalid signature', async () => {
    const server = await strictServer();
    const unsigned = await send(server, { ...list, body: '{"Catalog":5}' });
    expect(unsigned.json?.__type).toBe('SerializationException');
    const unknown = await send(server, { headers: target('Nothing') });
    expect(unknown.json?.__type).toBe('UnknownOperationException');
    const invalid = await send(server, { ...list, body: '{}' });
    expect(invalid.json?.__type).toBe('MissingAuthenticationTokenException');
  });
});
