import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SignedRequest } from '../../src/kit/http/signed-request.ts';
import { createSigV4Verifier } from '../../src/kit/http/sigv4.ts';
import { signAsDocumented, type ToSign } from '../support/documented-signer.ts';

interface Vector {
  name: string;
  method: string;
  path: string;
  query: string;
  headers: [string, string][];
  signedHeaders: string;
  body: string;
  signature: string;
  /** Its path is signed as it is, which S3 alone does. */
  unnormalized?: true;
}

interface Suite {
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
  service: string;
  time: string;
  vectors: Vector[];
}

const suite = JSON.parse(readFileSync(new URL('vectors/aws-sig-v4.json', import.meta.url), 'utf8')) as Suite;
const { accessKeyId, secretAccessKey, region, service, vectors } = suite;
const TIME = '20150830T123600Z';
const DATE = TIME.slice(0, 8);
const scoped = { secretAccessKey, time: TIME, region, service };
const key = { accessKeyId, secretAccessKey };

const verify = createSigV4Verifier({
  findKey: async (id) => (id === accessKeyId ? key : undefined),
  region,
  clock: { now: () => suite.time, onJump: () => {} },
});

/** The request as the server reads it. `credential` and `algorithm` replace those of the vector. */
const requestOf = (
  { method, path, query, headers, signedHeaders, body, signature }: Omit<Vector, 'name'>,
  credential = `${accessKeyId}/${DATE}/${region}/${service}/aws4_request`,
): SignedRequest => {
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
  const distinct: Record<string, string[]> = { authorization: [authorization] };
  for (const [name, value] of headers) distinct[name] = [...(distinct[name] ?? []), value];
  const joined = Object.entries(distinct).map(([name, values]) => [name, values.join(', ')]);
  return {
    method,
    path,
    query,
    headers: Object.fromEntries(joined),
    headersDistinct: distinct,
    repeatsHeaders: Object.values(distinct).some(({ length }) => length > 1),
    body: Buffer.from(body),
    sourceIp: '127.0.0.1',
    isSecure: false,
  };
};

const outcomeOf = (request: SignedRequest, forService = service): Promise<string> =>
  Promise.resolve()
    .then(() => verify(request, forService))
    .then(
      () => 'accepted',
      (error: Error) => error.name,
    );

const pairsOf = (query: string): [string, string][] =>
  query === ''
    ? []
    : query.split('&').map((pair) => pair.split('=').map(decodeURIComponent) as [string, string]);

const toSign = (vector: Omit<Vector, 'name' | 'signature'>): ToSign => ({
  ...vector,
  query: pairsOf(vector.query),
});

const normalized = vectors.filter(({ unnormalized }) => !unnormalized);

test.each(normalized)("AWS's vector $name is accepted", async (vector) => {
  expect(await outcomeOf(requestOf(vector))).toBe('accepted');
});

test.each(vectors.filter(({ unnormalized }) => unnormalized))(
  "AWS's vector $name is refused, because its path is signed as S3 alone does",
  async (vector) => {
    expect(await outcomeOf(requestOf(vector))).toBe('InvalidSignatureException');
  },
);

test.each(normalized)("the tests' own signer signs $name as AWS does", (vector) => {
  expect(signAsDocumented(toSign(vector), scoped)).toBe(vector.signature);
});

/** Changes one character of a text to another one. */
const changed = (text: string, at: number): string => {
  const index = at % text.length;
  return text.slice(0, index) + (text.charAt(index) === 'x' ? 'y' : 'x') + text.slice(index + 1);
};

/** What one byte of a request changes, and the errors that AWS then answers with. */
const mutations: Record<
  string,
  { mutate: (vector: Vector, at: number) => SignedRequest | undefined; errors: string[] }
> = {
  path: {
    // A character before a `..` changes nothing that is signed.
    mutate: (vector, at) =>
      vector.path.includes('..')
        ? undefined
        : requestOf({ ...vector, path: `${vector.path}${'abc'.charAt(at % 3)}` }),
    errors: ['InvalidSignatureException'],
  },
  query: {
    mutate: (vector, at) =>
      vector.query
        ? requestOf({ ...vector, query: changed(vector.query, at) })
        : requestOf({ ...vector, query: 'a' }),
    errors: ['InvalidSignatureException'],
  },
  method: {
    mutate: (vector) => requestOf({ ...vector, method: vector.method === 'GET' ? 'POST' : 'GET' }),
    errors: ['InvalidSignatureException'],
  },
  'signed header': {
    mutate: (vector, at) => {
      const signed = vector.headers.filter(
        ([name]) => name !== 'x-amz-date' && vector.signedHeaders.split(';').includes(name),
      );
      const one = signed[at % signed.length] as [string, string];
      // A space at the end of a value is no part of it.
      const headers = vector.headers.map((each) =>
        each === one ? ([one[0], `${one[1]}z`] as [string, string]) : each,
      );
      return requestOf({ ...vector, headers });
    },
    errors: ['InvalidSignatureException'],
  },
  body: {
    mutate: (vector, at) => requestOf({ ...vector, body: vector.body ? changed(vector.body, at) : 'x' }),
    errors: ['InvalidSignatureException'],
  },
  date: {
    mutate: (vector, at) => {
      const digit = at % 2 === 0 ? '20150830T123601Z' : changed(TIME, at);
      const headers = vector.headers.map(
        ([name, value]) => [name, name === 'x-amz-date' ? digit : value] as [string, string],
      );
      return requestOf({ ...vector, headers });
    },
    errors: ['InvalidSignatureException', 'IncompleteSignatureException'],
  },
  signature: {
    mutate: (vector, at) => requestOf({ ...vector, signature: changed(vector.signature, at) }),
    errors: ['InvalidSignatureException'],
  },
  'scope date': {
    mutate: (vector) => requestOf(vector, `${accessKeyId}/20150831/${region}/${service}/aws4_request`),
    errors: ['InvalidSignatureException'],
  },
  'scope region': {
    mutate: (vector) => requestOf(vector, `${accessKeyId}/${DATE}/eu-central-1/${service}/aws4_request`),
    errors: ['InvalidSignatureException'],
  },
  'scope service': {
    mutate: (vector) => requestOf(vector, `${accessKeyId}/${DATE}/${region}/servicf/aws4_request`),
    errors: ['InvalidSignatureException'],
  },
  'scope end': {
    mutate: (vector) => requestOf(vector, `${accessKeyId}/${DATE}/${region}/${service}/aws4_requests`),
    errors: ['IncompleteSignatureException'],
  },
  'access key id': {
    mutate: (vector, at) =>
      requestOf(vector, `${changed(accessKeyId, at)}/${DATE}/${region}/${service}/aws4_request`),
    errors: ['UnrecognizedClientException'],
  },
};

test.each(Object.entries(mutations))(
  'one changed byte of the %s is refused',
  async (_what, { mutate, errors }) => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...normalized), fc.nat(200), async (vector, at) => {
        const request = mutate(vector, at);
        fc.pre(request !== undefined);
        expect(errors).toContain(await outcomeOf(request as SignedRequest));
      }),
      { numRuns: 200 },
    );
  },
);

const text = fc.string({ maxLength: 12, unit: 'grapheme' });
const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT'),
  path: fc
    .array(fc.constantFrom('a', 'GetOpportunity', '~x', '..', '.', '', 'b-c_d'), { maxLength: 5 })
    .map((parts) => `/${parts.join('/')}`),
  pairs: fc.array(fc.tuple(text.filter(Boolean), text), { maxLength: 4 }),
  extra: fc.stringMatching(/^[ -~]{0,20}$/),
  body: text,
});

test('accepts every request that the signer of the documentation signs, and only for its own service', async () => {
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, pairs, extra, body }) => {
      const headers: [string, string][] = [
        ['host', '127.0.0.1:4747'],
        ['x-amz-date', TIME],
        ['x-extra', extra],
      ];
      const parts = { method, path, headers, signedHeaders: 'host;x-amz-date;x-extra', body };
      const signature = signAsDocumented({ ...parts, query: pairs }, scoped);
      const query = pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
      const signed = requestOf({ ...parts, query, signature });
      expect(await outcomeOf(signed)).toBe('accepted');
      expect(await outcomeOf(signed, 'sts')).toBe('InvalidSignatureException');
    }),
    { numRuns: 1_000 },
  );
});
