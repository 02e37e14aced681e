import Fastify from 'fastify';
import { describe, expect, it, test } from 'vitest';
import { addCheck, passesAll } from '../../../src/server/transport/checks.ts';
import { startServer } from '../../support/server.ts';
import { exchange, target, type WireRequest } from '../../support/wire.ts';

const lines = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');

const call = (
  path: string,
  host: string,
  { headers = {}, body = '{"Catalog":"Sandbox"}' }: WireRequest = {},
) => {
  const all = {
    ...{ host, connection: 'close', 'content-length': String(Buffer.byteLength(body)) },
    ...target('ListOpportunities'),
    ...headers,
  };
  return `POST ${path} HTTP/1.1\r\n${lines(all as Record<string, string>)}\r\n${body}`;
};

/** Without what differs between any two responses. */
const comparable = (received: string): string =>
  received
    .replace(/^(x-amzn-requestid|date): .*\r\n/gim, '$1\r\n')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4,12}){4}/g, 'ID');

const LARGE = `{"Catalog":"${'x'.repeat(1_100_000)}"}`;

describe('a call to / is answered with the bytes that Fastify would send', () => {
  const calls: Record<string, WireRequest> = {
    'that succeeds': {},
    'with faults': { body: '{}' },
    'without JSON': { body: 'Zürich' },
    'of an unknown operation': { headers: target('Nothing') },
    'of a type that is none': { headers: { 'content-type': 'nonsense' } },
    'that is too large': { body: LARGE },
    'that expects what nobody knows': { headers: { expect: 'something' } },
    'of another host': { headers: { host: 'evil.example' } },
    'of a page of another origin': { headers: { origin: 'https://evil.example' } },
    'of a page of this machine': { headers: { origin: 'http://localhost:5173' } },
    'of another site, without an origin': { headers: { 'sec-fetch-site': 'cross-site' } },
  };
  it.each(Object.entries(calls))('%s', async (_name, request) => {
    const server = await startServer();
    const { host } = new URL(server.endpoint);
    // A query belongs to no operation, and takes the other way.
    const [short, long] = await Promise.all(
      ['/', '/?a=b'].map((path) => exchange(server, call(path, host, request))),
    );
    expect(short).toMatch(/^HTTP\/1\.1 \d{3} [\s\S]*x-amzn-requestid: /);
    expect(comparable(short ?? '')).toBe(comparable(long ?? ''));
  });
});

test('a check that is added later counts, too', () => {
  const http = Fastify();
  const passes = passesAll(http);
  const asked = [{}, {}] as unknown as Parameters<typeof passes>;
  expect(passes(...asked)).toBe(true);
  addCheck(http, { passes: () => false, check: () => {} });
  expect(passes(...asked)).toBe(false);
});
