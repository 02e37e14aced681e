import fc from 'fast-check';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Cosell, startCosell } from '../../src/index.ts';
import { operationNames } from '../../src/model/contract.ts';
import { loadOperations } from '../../src/operations/index.ts';
import { refer, runAcceptTask } from '../support/data.ts';
import { inputsOf } from '../support/inputs.ts';
import { ALPHA, BETA, clientOf } from '../support/server.ts';
import { exchange, send, target, type WireAnswer } from '../support/wire.ts';

/** The server responds to any input according to its protocol, and keeps running. */

const implemented = [...(await loadOperations()).keys()];
let server: Cosell;
/** Identifiers that exist in the server, so that requests get as far as possible. */
let known: string[] = [];

beforeAll(async () => {
  server = await startCosell();
  const client = clientOf(server, ALPHA);
  const { opportunityId, invitationId, engagementId } = await refer(client);
  const { TaskId = '', ResourceSnapshotJobId = '' } = await runAcceptTask(client, invitationId);
  const pending = await refer(client);
  const { Arn = '' } = await client.getOpportunity({ Catalog: 'Sandbox', Identifier: opportunityId });
  known = [
    opportunityId,
    Arn,
    engagementId,
    invitationId,
    TaskId,
    ResourceSnapshotJobId,
    pending.invitationId,
  ];
  return () => server.close();
});

const credentials = (account: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${account}/20261123/us-east-1/partnercentral-selling/aws4_request`,
});

/** Expects a response of the protocol that is not a server error. */
const expectWellFormed = ({ status, headers, json, text }: WireAnswer): void => {
  expect(status >= 200 && status < 500, `${status}: ${text}`).toBe(true);
  expect(headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
  // An operation without output returns an empty body.
  if (status === 200 && text === '') return;
  expect(json, text).toBeTypeOf('object');
  if (status === 200) return;
  expect(json?.__type).toMatch(/^\w+Exception$/);
  expect(headers['x-amzn-errortype']).toBe(json?.__type);
  expect(json?.Message).toBeTypeOf('string');
};

const call = async (operation: string, body: string | Buffer): Promise<WireAnswer> => {
  const answer = await send(server, { headers: { ...target(operation), ...credentials(ALPHA) }, body });
  expectWellFormed(answer);
  return answer;
};

/** JSON texts that JSON.stringify would not write. */
const hostile = fc.constantFrom(
  'null',
  '""',
  '[]',
  '{}',
  '-0',
  '1e400',
  '123456789012345678901234567890',
  '"\\u0000"',
  '"\\ud800"',
  '"\\u202e"',
  '{"__proto__":{"Catalog":"Sandbox"}}',
  '{"constructor":{"prototype":{"x":1}}}',
  '{"toString":1,"valueOf":null,"hasOwnProperty":[]}',
  `"${'a'.repeat(100_000)}"`,
  `"${'"'.repeat(0)}${'é'.repeat(70_000)}"`,
  `[${'1,'.repeat(9_998)}1]`,
  `[${'1,'.repeat(10_000)}1]`,
  `${'['.repeat(60)}${']'.repeat(60)}`,
  `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  `${'{"a":'.repeat(70)}1${'}'.repeat(70)}`,
);

const anyJson = fc.oneof(
  hostile,
  fc.jsonValue().map((value) => JSON.stringify(value)),
);

const MARK = '@@here@@';

/** Returns a document as text, with one value or all of it replaced, or a member added. */
const spoil = (document: unknown, at: number, by: string, key: string): string => {
  let places = 0;
  const count = (value: unknown): void => {
    places++;
    if (typeof value === 'object' && value !== null) for (const child of Object.values(value)) count(child);
  };
  count(document);
  let left = at % places;
  const mark = (value: unknown): unknown => {
    if (left-- === 0) return MARK;
    if (Array.isArray(value)) return value.map(mark);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, mark(child)]));
  };
  const text = JSON.stringify(mark(document));
  const put = text.replace(JSON.stringify(MARK), () => by);
  return key && put.startsWith('{')
    ? `{${JSON.stringify(key)}:${by}${put === '{}' ? '' : ','}${put.slice(1)}`
    : put;
};

const keys = fc.constantFrom('', '', '', '__proto__', 'constructor', 'toString', 'Catalog', 'unknown');

describe('malformed input', () => {
  it('reaches every operation with inputs that fit their shape, and no operation fails on one', async () => {
    const reached = new Set<string>();
    for (const operation of implemented) {
      await fc.assert(
        fc.asyncProperty(inputsOf(operation, known), async (input) => {
          const { json } = await call(operation, JSON.stringify(input));
          expect(json?.__type).not.toBe('SerializationException');
          if (json?.Reason !== 'REQUEST_VALIDATION_FAILED') reached.add(operation);
        }),
        { numRuns: 25 },
      );
    }
    expect([...reached].sort()).toEqual([...implemented].sort());
  });

  it('gets a response to valid requests with any part spoiled', async () => {
    for (const operation of implemented) {
      await fc.assert(
        fc.asyncProperty(
          inputsOf(operation, known),
          fc.nat(200),
          anyJson,
          keys,
          async (input, at, by, key) => {
            await call(operation, spoil(input, at, by, key));
          },
        ),
        { numRuns: 70 },
      );
    }
  });

  it('gets a response to any JSON for any operation, implemented or not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...operationNames), anyJson, async (operation, body) => {
        await call(operation, body);
      }),
      { numRuns: 250 },
    );
  });

  it('gets a response to any bytes, and to JSON with any byte changed', async () => {
    const damaged = fc
      .tuple(inputsOf('CreateOpportunity', known), fc.nat(), fc.nat(255))
      .map(([input, at, byte]) => {
        const bytes = Buffer.from(JSON.stringify(input));
        bytes[at % bytes.length] = byte;
        return bytes;
      });
    const bytes = fc.uint8Array({ maxLength: 2_000 }).map((array) => Buffer.from(array));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...operationNames),
        fc.oneof(bytes, damaged),
        async (operation, body) => {
          await call(operation, body);
        },
      ),
      {
        numRuns: 200,
      },
    );
  });

  it('gets a response to any target, header, method and path', async () => {
    const value = fc.oneof(
      fc.string({ maxLength: 200, unit: 'grapheme-ascii' }),
      fc.constantFrom(
        '',
        ',',
        ';;;',
        '\xff\xfe',
        'a'.repeat(8_000),
        '__proto__',
        'application/json; charset=x',
      ),
      fc.constantFrom(...operationNames).map((name) => `AWSPartnerCentralSelling.${name}`),
      fc
        .constantFrom(
          '__proto__',
          'constructor',
          'toString',
          '',
          'getOpportunity',
          'GetOpportunity ',
          'Get\tOpportunity',
        )
        .map((name) => `AWSPartnerCentralSelling.${name}`),
    );
    const headers = fc.dictionary(
      fc.constantFrom(
        'x-amz-target',
        'content-type',
        'authorization',
        'x-amz-date',
        'x-amz-content-sha256',
        'accept',
        'x-extra',
        'origin',
        'content-encoding',
        'access-control-request-private-network',
        'if-none-match',
        'cookie',
      ),
      value.filter((text) => !text.toLowerCase().startsWith('application/x-www-form-urlencoded')),
    );
    const path = fc.oneof(
      fc.constantFrom(
        '/',
        '/GetOpportunity',
        '/%zz',
        '/%',
        '/a//../b',
        '/?%zz=%',
        '/_cosell/health',
        '/_cosell',
        '/_cosell/',
        '/_cosell/%00',
        `/${'a'.repeat(4_000)}`,
      ),
      fc.webPath(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('POST', 'POST', 'POST', 'GET', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'),
        path.filter(Boolean),
        headers,
        async (method, at, given) => {
          expectWellFormed(
            await send(server, { method, path: at, headers: given, body: method === 'POST' ? '{}' : '' }),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('gets a response to bytes that are not an HTTP request', async () => {
    const line = fc.constantFrom(
      'GARBAGE',
      'GET / HTTP/1.1\r\nHost',
      'POST / HTTP/9.9',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2',
      'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5',
      'PRI * HTTP/2.0\r\n\r\nSM',
      'GET / HTTP/1.1\r\nConnection: close',
      'GET / HTTP/1.1\r\nHost: x\r\nX: folded\r\n value',
      `GET /${'a'.repeat(70_000)} HTTP/1.1`,
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(70_000)}`,
      'GET / HTTP/1.1\r\nHost: x\r\nX\0Y: z',
      'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz',
    );
    // The first byte is not a letter, so that the bytes cannot be the start of a method.
    const noise = fc
      .uint8Array({ minLength: 20, maxLength: 300 })
      .map((bytes) => Buffer.concat([Buffer.from([0x16]), bytes]));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          line.map((text) => Buffer.from(`${text}\r\n\r\n`)),
          noise,
        ),
        async (bytes) => {
          const [head = '', body = ''] = (await exchange(server, bytes)).split('\r\n\r\n');
          expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
          expect(head).toMatch(/^x-amzn-requestid: [0-9a-f-]{36}\r?$/m);
          expect(JSON.parse(body).__type).toBe('SerializationException');
        },
      ),
      { numRuns: 150 },
    );
  });

  it('leaves the server working as before', async () => {
    const client = clientOf(server, BETA);
    onTestFinished(() => client.destroy());
    const { opportunityId } = await refer(client);
    expect(opportunityId).toMatch(/^O\d+$/);
    expect(({} as Record<string, unknown>).Catalog).toBeUndefined();
  });
});
