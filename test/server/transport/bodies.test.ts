import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import Fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { UnrecognizedClientException } from '../../../src/kit/service/errors.ts';
import { addBodyReader, type Bodies } from '../../../src/server/transport/bodies.ts';
import { isDropped } from '../../../src/server/transport/receive-body.ts';
import { eventually } from '../../support/engine.ts';

const KIB = 1_024;
const LIMITS = { totalBytes: 256 * KIB, perAddressBytes: 128 * KIB };
const BODY_LIMIT = 64 * KIB;

/** A server with the body reader. It knows callers with `Key: good`, and takes addresses from a header. */
const startReader = async (
  limits = LIMITS,
): Promise<{ bodies: Bodies; port: number; bodiesRead: number[] }> => {
  const http = Fastify({ bodyLimit: BODY_LIMIT });
  const bodiesRead: number[] = [];
  http.removeAllContentTypeParsers();
  const bodies = addBodyReader(http, {
    limits,
    checkHead: async ({ headers }) => {
      if (headers.key !== 'good') throw UnrecognizedClientException('Who is that?');
    },
    addressOf: ({ headers }) => String(headers.address),
  });
  http.setErrorHandler((error, request, reply) => {
    if (isDropped(request)) reply.removeHeader('connection');
    const { statusCode = 500, name } = error as { statusCode?: number; name: string };
    return reply.code(statusCode).send(name);
  });
  http.post('/', async (request, reply) => {
    bodiesRead.push((request.body as Buffer).length);
    if (request.headers.wait) await once(reply.raw, 'close');
    return `${bodies.heldBytes} held, ${(request.body as Buffer).toString('latin1', 0, 3)}`;
  });
  await http.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => {
    http.server.closeAllConnections();
    return http.close();
  });
  return { bodies, port: (http.server.address() as AddressInfo).port, bodiesRead };
};

interface Client {
  socket: Socket;
  received: string;
  isClosed: boolean;
}

const open = async (port: number): Promise<Client> => {
  const socket = connect(port, '127.0.0.1');
  const client: Client = { socket, received: '', isClosed: false };
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    client.received += chunk;
  });
  socket.on('close', () => {
    client.isClosed = true;
  });
  await once(socket, 'connect');
  return client;
};

const head = (headers: Record<string, string | number>): string =>
  `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;

const answered = (client: Client, status: number): Promise<boolean> =>
  eventually(() => client.received.startsWith(`HTTP/1.1 ${status} `));

/** Sends a head, and a part of the body once the server has read the head. */
const begin = async (
  port: number,
  headers: Record<string, string | number>,
  part: Buffer,
): Promise<Client> => {
  const client = await open(port);
  client.socket.write(head(headers));
  client.socket.write(part);
  return client;
};

const zeros = (bytes: number): Buffer => Buffer.alloc(bytes, '0');
const held = (bodies: Bodies, bytes: number): Promise<boolean> =>
  eventually(() => bodies.heldBytes === bytes);

describe('the bytes of bodies that are held', () => {
  it('are none for a body that only promises to be large', async () => {
    const { bodies, port } = await startReader();
    for (let count = 0; count < 20; count++) {
      await begin(port, { 'content-length': 60 * KIB, key: 'good', address: 'a' }, zeros(0));
    }
    // The server has read all of that, because it reads what comes later.
    const last = await begin(port, { 'content-length': 3, address: 'a' }, Buffer.from('end'));
    await answered(last, 200);
    expect(last.received).toContain('0 held, end');
    expect(bodies.heldBytes).toBe(0);
  });

  it('are those of one buffer, however small the chunks are', async () => {
    const { bodies, port } = await startReader();
    const client = await begin(port, { 'transfer-encoding': 'chunked', address: 'a' }, zeros(0));
    const tiny = '1\r\n0\r\n';
    client.socket.write(tiny.repeat(16 * KIB));
    await held(bodies, 16 * KIB);
    client.socket.write('0\r\n\r\n');
    await answered(client, 200);
    await held(bodies, 0);
  });

  it('grow with what arrives, and end with the response', async () => {
    const { bodies, port, bodiesRead } = await startReader();
    const client = await begin(port, { 'content-length': 50_000, key: 'good', address: 'a' }, zeros(1));
    await held(bodies, 16 * KIB);
    client.socket.write(zeros(20_000));
    await held(bodies, 32 * KIB);
    client.socket.write(zeros(20_000));
    await held(bodies, 50_000);
    client.socket.write(zeros(9_999));
    await answered(client, 200);
    expect(client.received).toContain('50000 held');
    expect(bodiesRead).toEqual([50_000]);
    await held(bodies, 0);
  });

  it('end with the connection, before and while the request is handled', async () => {
    const { bodies, port, bodiesRead } = await startReader();
    const gone = await begin(port, { 'content-length': 50_000, key: 'good', address: 'a' }, zeros(1));
    await held(bodies, 16 * KIB);
    gone.socket.destroy();
    await held(bodies, 0);
    const waiting = await begin(
      port,
      { 'content-length': 50_000, key: 'good', address: 'a', wait: 'yes' },
      zeros(20_000),
    );
    await held(bodies, 20_000);
    waiting.socket.write(zeros(30_000));
    await eventually(() => bodiesRead.length === 1);
    expect(bodies.heldBytes).toBe(50_000);
    waiting.socket.destroy();
    await held(bodies, 0);
  });
});

it('reads no more of a body in a turn of the event loop that is spent', async () => {
  const http = Fastify();
  http.removeAllContentTypeParsers();
  let chunks = 0;
  let pauses = 0;
  // Before the reader's own hooks, which get the same payload.
  http.addHook('preParsing', (_request, _reply, payload, done) => {
    payload.on('pause', () => {
      pauses += 1;
    });
    done(null, payload);
  });
  addBodyReader(http, {
    limits: { totalBytes: 1_024 * KIB, perAddressBytes: 1_024 * KIB },
    addressOf: () => 'a',
    isSpent: () => {
      chunks += 1;
      return true;
    },
  });
  http.post('/', async ({ body }) => `${(body as Buffer).length} bytes`);
  await http.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => http.close());
  const { port } = http.server.address() as AddressInfo;
  const client = await begin(port, { 'content-length': 500_000, connection: 'close' }, zeros(500_000));
  await answered(client, 200);
  expect(client.received).toContain('500000 bytes');
  expect(chunks).toBeGreaterThan(1);
  expect(pauses).toBe(chunks);
});

describe('a caller that is not known', () => {
  it('is refused before a large body is read, and keeps its connection', async () => {
    const { bodies, port } = await startReader();
    const client = await begin(port, { 'content-length': 60 * KIB, key: 'bad', address: 'a' }, zeros(10));
    await answered(client, 400);
    expect(client.received).toContain('UnrecognizedClientException');
    expect(client.received.toLowerCase()).not.toContain('connection: close');
    expect(bodies.heldBytes).toBe(0);
    client.received = '';
    client.socket.write(zeros(60 * KIB - 10));
    client.socket.write(`${head({ 'content-length': 3, address: 'a' })}end`);
    await answered(client, 200);
    expect(client.received).toContain('0 held, end');
  });

  it('is refused once a body of unknown size becomes large', async () => {
    const { bodies, port } = await startReader();
    const client = await begin(port, { 'transfer-encoding': 'chunked', key: 'bad', address: 'a' }, zeros(0));
    client.socket.write(`${(16 * KIB).toString(16)}\r\n${zeros(16 * KIB)}\r\n`);
    await held(bodies, 16 * KIB);
    expect(client.received).toBe('');
    client.socket.write('1\r\n0\r\n');
    await answered(client, 400);
    expect(client.received).toContain('UnrecognizedClientException');
    await held(bodies, 0);
  });

  it('can use its own part of the memory only', async () => {
    const { bodies, port } = await startReader();
    const small = { 'content-length': 16 * KIB, address: 'a' };
    // A quarter of the address's share.
    const first = await begin(port, small, zeros(1));
    await held(bodies, 16 * KIB);
    await begin(port, small, zeros(1));
    await held(bodies, 32 * KIB);
    const third = await begin(port, small, zeros(1));
    await answered(third, 503);
    expect(third.received).toContain('ServiceUnavailable');
    const known = await begin(
      port,
      { 'content-length': 60 * KIB, key: 'good', address: 'a' },
      zeros(60 * KIB),
    );
    await answered(known, 200);
    // What arrives at once needs no memory of it.
    const whole = await begin(port, { 'content-length': 3, address: 'a' }, Buffer.from('end'));
    await answered(whole, 200);
    first.socket.write(zeros(16 * KIB - 1));
    await answered(first, 200);
  });
});

describe('the memory for bodies', () => {
  it('has a share for each address, and an end', async () => {
    const { bodies, port } = await startReader();
    /** Sends all but a byte of a body, which takes all of its buffer. */
    const fill = async (address: string): Promise<void> => {
      const before = bodies.heldBytes;
      const client = await begin(port, at(address), zeros(1));
      for (const sizeBytes of [16 * KIB, 32 * KIB]) {
        await held(bodies, before + sizeBytes);
        client.socket.write(zeros(sizeBytes));
      }
      await held(bodies, before + 64 * KIB);
    };
    const at = (address: string) => ({ 'content-length': 64 * KIB, key: 'good', address });
    await fill('a');
    await fill('a');
    await answered(await begin(port, at('a'), zeros(1)), 503);
    expect(bodies.heldBytes).toBe(128 * KIB);
    await fill('b');
    await fill('c');
    await answered(await begin(port, at('d'), zeros(1)), 503);
    expect(bodies.heldBytes).toBe(LIMITS.totalBytes);
  });

  it('does not take a body that is larger than the limit', async () => {
    const { bodies, port } = await startReader({ totalBytes: 1_024 * KIB, perAddressBytes: 1_024 * KIB });
    const declared = await begin(
      port,
      { 'content-length': BODY_LIMIT + 1, key: 'good', address: 'a' },
      zeros(0),
    );
    await answered(declared, 413);
    const counted = await begin(
      port,
      { 'transfer-encoding': 'chunked', key: 'good', address: 'a' },
      zeros(0),
    );
    counted.socket.write(`${(BODY_LIMIT + 1).toString(16)}\r\n${zeros(BODY_LIMIT + 1)}\r\n`);
    await answered(counted, 413);
    await held(bodies, 0);
  });
});

describe('a body that arrives too slowly', () => {
  const SECOND = 1_000;

  it('is refused after 20 seconds, and a second for each 1,024 bytes', async () => {
    const { bodies, port } = await startReader();
    const slow = await begin(
      port,
      { 'content-length': 60 * KIB, key: 'good', address: 'a' },
      zeros(10 * KIB),
    );
    const silent = await begin(port, { 'content-length': 60 * KIB, key: 'good', address: 'a' }, zeros(1));
    await held(bodies, 32 * KIB);
    const now = performance.now();
    bodies.sweep(now + 19 * SECOND);
    expect(bodies.heldBytes).toBe(32 * KIB);
    bodies.sweep(now + 29 * SECOND);
    expect(bodies.heldBytes).toBe(16 * KIB);
    await answered(silent, 408);
    expect(slow.received).toBe('');
    bodies.sweep(now + 31 * SECOND);
    await answered(slow, 408);
    expect(bodies.heldBytes).toBe(0);
  });

  it('and the rest of a refused one are dropped with their connection after 5 seconds', async () => {
    const { bodies, port } = await startReader();
    const refused = await begin(port, { 'content-length': 60 * KIB, key: 'bad', address: 'a' }, zeros(1));
    await answered(refused, 400);
    const now = performance.now();
    bodies.sweep(now + 4 * SECOND);
    refused.socket.write(zeros(10));
    expect(refused.isClosed).toBe(false);
    bodies.sweep(now + 6 * SECOND);
    await eventually(() => refused.isClosed);
  });
});
