import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { readNetworks } from '../../../src/kit/http/networks.ts';
import {
  connectionLimits,
  limitConnections,
  shareOf,
} from '../../../src/server/transport/connection-limits.ts';
import { descriptorLimit } from '../../../src/server/transport/descriptors.ts';

/** A server whose connections the test makes. */
const fakeServer = (perAddress: number) => {
  const server = Object.assign(new EventEmitter(), { maxConnections: 0, timeout: 0 });
  const http = { server, addHook: () => {} } as unknown as FastifyInstance;
  const limits = { most: 1_000, busy: 900, perAddress };
  const connections = limitConnections(http, limits, readNetworks(['10.0.0.0/8']));
  let port = 0;
  const accept = (remoteAddress: string, more: object = {}) => {
    const socket = Object.assign(new EventEmitter(), {
      remoteAddress,
      remotePort: ++port,
      isDestroyed: false,
      destroy: () => {
        socket.isDestroyed = true;
        socket.emit('close');
      },
      ...more,
    });
    server.emit('connection', socket);
    return socket;
  };
  return { accept, connections, server };
};

describe('connections of one address', () => {
  it.each([
    ['203.0.113.1', '203.0.113.1'],
    ['2001:db8:0:1::5', '2001:db8:0:1:ffff::6'],
    ['::ffff:203.0.113.1', '::ffff:203.0.113.1'],
  ])('have a limit (%s and %s)', (one, other) => {
    const { accept, connections } = fakeServer(2);
    const first = accept(one);
    accept(other);
    expect(accept(one).isDestroyed).toBe(true);
    expect(accept('198.51.100.1').isDestroyed).toBe(false);
    expect(connections.open).toBe(3);
    first.destroy();
    expect(accept(other).isDestroyed).toBe(false);
    expect(accept(other).isDestroyed).toBe(true);
  });

  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.1.2.3'])(
    'have none if it may be a proxy: %s',
    (address) => {
      const { accept, connections } = fakeServer(2);
      for (let count = 0; count < 10; count++) expect(accept(address).isDestroyed).toBe(false);
      expect(connections.open).toBe(10);
    },
  );

  it('share a /64 network in IPv6', () => {
    expect(shareOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::');
    expect(shareOf('2001:db8::6')).toBe('2001:db8:0:0::');
    expect(shareOf('::1')).toBe('0:0:0:0::');
    expect(shareOf('203.0.113.1')).toBe('203.0.113.1');
    expect(shareOf('')).toBe('');
  });
});

describe('a client that does not read', () => {
  it('loses its connection; one that waits for a response does not', () => {
    const { accept, server } = fakeServer(2);
    const timeout = server.timeout;
    expect(timeout).toBeGreaterThan(60_000);
    const emit = (socket: object) => server.emit('timeout', socket as Socket);
    const unread = accept('203.0.113.1', { timeout, writableLength: 10 });
    const waiting = accept('203.0.113.2', { timeout, writableLength: 0 });
    const keptAlive = accept('203.0.113.3', { timeout: 73_000, writableLength: 0 });
    for (const socket of [unread, waiting, keptAlive]) emit(socket);
    expect([unread.isDestroyed, waiting.isDestroyed, keptAlive.isDestroyed]).toEqual([true, false, true]);
  });
});

describe('the limits of connections', () => {
  it('stay below the limit of descriptors', () => {
    expect(connectionLimits({}, 20_000)).toEqual({ most: 10_000, busy: 9_000, perAddress: 5_000 });
    expect(connectionLimits({}, 1_024)).toEqual({ most: 819, busy: 738, perAddress: 410 });
    expect(connectionLimits({ most: 50_000, perAddress: 7 }, 100_000)).toEqual({
      most: 50_000,
      busy: 45_000,
      perAddress: 7,
    });
    expect(connectionLimits({ most: 50_000 }, 256).most).toBe(204);
  });

  it.runIf(process.platform === 'linux')('know that of this process', () => {
    expect(descriptorLimit()).toBeGreaterThan(100);
  });
});
