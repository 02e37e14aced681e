import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALPHA, startServer } from '../support/server.ts';
import { send, sign, target, type WireRequest } from '../support/wire.ts';

const KEY = { accessKeyId: 'AKIDALPHA', secretAccessKey: 'alpha/secret+1' };

const strictServer = () =>
  startServer({ auth: 'strict', accounts: [{ id: ALPHA, companyName: 'Alpha', credentials: [KEY] }] });

const list: WireRequest = { headers: target('ListOpportunities'), body: '{"Catalog":"Sandbox"}' };

/** Signs with the canonical query given as text, by the rules of "Create a signed AWS API request" alone. */
const signedOver = (endpoint: string, path: string, canonicalQuery: string): WireRequest => {
  const time = `${new Date().toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const headers: Record<string, string> = {
    ...target('ListOpportunities'),
    host: new URL(endpoint).host,
    'x-amz-date': time,
  };
  const names = ['host', 'x-amz-date', 'x-amz-target'];
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const fields = names.map((name) => `${name}:${headers[name]}\n`).join('');
  const canonical = ['POST', '/', canonicalQuery, fields, names.join(';'), sha256(String(list.body))].join(
    '\n',
  );
  const scope = [time.slice(0, 8), 'us-east-1', 'partnercentral-selling', 'aws4_request'];
  const text = ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(canonical)].join('\n');
  let key = Buffer.from(`AWS4${KEY.secretAccessKey}`);
  for (const part of [...scope, text]) key = createHmac('sha256', key).update(part).digest();
  const authorization = `AWS4-HMAC-SHA256 Credential=${KEY.accessKeyId}/${scope.join('/')}, SignedHeaders=${names.join(';')}, Signature=${key.toString('hex')}`;
  return { ...list, path, headers: { ...headers, authorization } };
};

/** The canonical query of botocore: every pair, empty ones too, sorted by name, then by value. */
const byBotocore = (query: string): string =>
  query === ''
    ? ''
    : query
        .split('&')
        .map((pair): [string, string] => {
          const [, name = '', value = ''] = /^([^=]*)=?(.*)$/.exec(pair) ?? [];
          return [name, value];
        })
        .sort(([a, b], [c, d]) => (a < c ? -1 : a > c ? 1 : b < d ? -1 : b > d ? 1 : 0))
        .map(([name, value]) => `${name}=${value}`)
        .join('&');

/** That of the SDKs for Go and JavaScript, and of browsers: an empty pair does not count. */
const withoutEmptyPairs = (query: string): string => byBotocore(query.split('&').filter(Boolean).join('&'));

const oddQueries = [
  'a=1&&b=2',
  '&',
  '&&',
  '=',
  'a',
  'a&b',
  'a&a=',
  '&a=1',
  'a=1&',
  '=x',
  '=&a=1',
  'a=%3D',
  'a=1&a&a=0',
  '',
];

describe('the query of a signed request', () => {
  it.each(oddQueries)('"%s" counts as botocore and as the SDKs sign it', async (query) => {
    const { endpoint } = await strictServer();
    for (const canonical of new Set([byBotocore(query), withoutEmptyPairs(query)])) {
      const { status, text } = await send({ endpoint }, signedOver(endpoint, `/?${query}`, canonical));
      expect([canonical, status, text]).toEqual([canonical, 200, expect.anything()]);
    }
  });

  it.each(oddQueries)('"%s" is taken as the SDK\'s own signer signs it', async (query) => {
    const { endpoint } = await strictServer();
    const signed = await sign({ endpoint }, { ...list, path: `/?${query}` }, KEY);
    expect((await send({ endpoint }, signed)).status).toBe(200);
  });

  it.each(['__proto__=1&a=2&__proto__=0', 'constructor=1&toString'])(
    '"%s" is taken as signed: names mean nothing to the server',
    async (query) => {
      const { endpoint } = await strictServer();
      const { status } = await send({ endpoint }, signedOver(endpoint, `/?${query}`, byBotocore(query)));
      expect(status).toBe(200);
    },
  );

  it('is taken for any names and values as botocore signs them', async () => {
    const { endpoint } = await strictServer();
    const part = fc.string({
      unit: fc.constantFrom('a', 'b', '-', '.', '_', '~', '%20', '%3D', '%26'),
      maxLength: 3,
    });
    const pair = fc.oneof(
      fc.constant(''),
      part,
      fc.tuple(part, part).map((both) => both.join('=')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { maxLength: 5 }), async (pairs) => {
        const query = pairs.join('&');
        const { status } = await send({ endpoint }, signedOver(endpoint, `/?${query}`, byBotocore(query)));
        expect(status).toBe(200);
      }),
      { numRuns: 60 },
    );
  });

  it('is refused if it has thousands of parts, which would take long', async () => {
    const { endpoint } = await strictServer();
    const query = 'a&'.repeat(1_000);
    const { json } = await send({ endpoint }, signedOver(endpoint, `/?${query}`, byBotocore(query)));
    expect(json).toMatchObject({
      __type: 'InvalidSignatureException',
      Message: expect.stringContaining('1000 parts'),
    });
  });

  it.each([
    ['a pair with a value', 'a=1', 'a=1&b=2'],
    ['a name without a value', 'a=1', 'a=1&b'],
    ['another value of an empty name', '=', '=1'],
    ['another number of empty values', 'a=&a=', 'a='],
  ])('is refused if %s is not what was signed', async (_what, signedQuery, sentQuery) => {
    const { endpoint } = await strictServer();
    const request = signedOver(endpoint, `/?${sentQuery}`, byBotocore(signedQuery));
    const { status, json } = await send({ endpoint }, request);
    expect([status, json?.__type]).toEqual([400, 'InvalidSignatureException']);
  });
});
