import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { readNetworks } from '../../../src/kit/http/networks.ts';
import { createPeers } from '../../../src/kit/http/peer.ts';

const peers = createPeers(readNetworks(['10.0.0.0/8', '192.0.2.7', '2001:db8:1::/48']));

const request = (
  remoteAddress: string | undefined,
  headers: Record<string, string> = {},
  encrypted = false,
): IncomingMessage =>
  ({ socket: { remoteAddress, ...(encrypted && { encrypted }) }, headers }) as unknown as IncomingMessage;

const sourceIp = (remoteAddress: string | undefined, told?: string) =>
  peers.sourceIp(request(remoteAddress, told === undefined ? {} : { 'x-forwarded-for': told }));

describe('where a request comes from', () => {
  it('is the other end of the connection', () => {
    expect(sourceIp('203.0.113.9')).toBe('203.0.113.9');
    expect(sourceIp('::ffff:203.0.113.9')).toBe('203.0.113.9');
    expect(sourceIp('fe80::1%eth0')).toBe('fe80::1');
    expect(sourceIp(undefined)).toBe('');
  });

  it('is not what a client itself says', () => {
    expect(sourceIp('203.0.113.9', '10.0.0.1')).toBe('203.0.113.9');
    expect(sourceIp('192.0.2.8', '198.51.100.1')).toBe('192.0.2.8');
  });

  it.each([
    ['10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['::ffff:10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['2001:db8:1::5', '2001:db8:2::9', '2001:db8:2::9'],
    ['10.1.2.3', '198.51.100.1, 192.0.2.7', '198.51.100.1'],
    ['10.1.2.3', '198.51.100.1,203.0.113.9 , 192.0.2.7', '203.0.113.9'],
    // What the client wrote in front does not count.
    ['10.1.2.3', '127.0.0.1, 198.51.100.1', '198.51.100.1'],
    ['10.1.2.3', '198.51.100.1:4711', '198.51.100.1'],
    ['10.1.2.3', '[2001:db8:2::9]:4711', '2001:db8:2::9'],
    ['10.1.2.3', '10.0.0.9, 10.0.0.8', '10.0.0.9'],
    ['10.1.2.3', '', '10.1.2.3'],
    ['10.1.2.3', '198.51.100.1, unknown', '10.1.2.3'],
    ['10.1.2.3', '198.51.100.1, unknown, 10.0.0.8', '10.0.0.8'],
  ])('is what a trusted proxy says (%s: %s)', (remote, told, expected) => {
    expect(sourceIp(remote, told)).toBe(expected);
  });

  it('is secure over TLS, and if a trusted proxy says so', () => {
    const isSecure = (remote: string, told: string) =>
      peers.isSecure(request(remote, { 'x-forwarded-proto': told }));
    expect(peers.isSecure(request('203.0.113.9'))).toBe(false);
    expect(peers.isSecure(request('203.0.113.9', {}, true))).toBe(true);
    expect(isSecure('203.0.113.9', 'https')).toBe(false);
    expect(isSecure('10.1.2.3', 'https')).toBe(true);
    expect(isSecure('10.1.2.3', 'HTTPS')).toBe(true);
    expect(isSecure('10.1.2.3', 'http')).toBe(false);
    expect(isSecure('10.1.2.3', 'https, http')).toBe(false);
  });
});

describe('a network', () => {
  it.each([
    '',
    'x',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/',
    '::/129',
    '10.0.0',
    'localhost',
    '1.2.3.4/8/8',
  ])('is refused if it is none: %s', (text) => {
    expect(() => readNetworks([text])).toThrow('is no address or network');
  });

  it('has its addresses', () => {
    const networks = readNetworks(['0.0.0.0/0']);
    expect([
      networks.has('1.2.3.4'),
      networks.has('::ffff:1.2.3.4'),
      networks.has('::1'),
      networks.has('x'),
    ]).toEqual([true, true, false, false]);
  });
});
