import { once } from 'node:events';
import { connect } from 'node:net';
import Fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startCosell } from '../../../src/index.ts';
import { closeInTime } from '../../../src/server/transport/connections.ts';

const BODY = '{"Catalog":"Sandbox"}';
const HEAD = `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nX-Amz-Target: AWSPartnerCentralSelling.ListOpportunities\r\nContent-Length: ${BODY.length}\r\n\r\n`;

/** Opens a connection and collects what it receives. */
const open = async ({ endpoint }: { endpoint: string }) => {
  const { hostname, port } = new URL(endpoint);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const opened = { socket, received: '', closed };
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    opened.received += chunk;
  });
  await once(socket, 'connect');
  return opened;
};

describe('a server that closes', () => {
  it('does not wait for connections without a request', async () => {
    const server = await startCosell();
    const silent = await open(server);
    const halting = await open(server);
    halting.socket.write('POST / HTTP/1.1\r\nHo');
    const idle = await open(server);
    idle.socket.write(HEAD + BODY);
    await once(idle.socket, 'data');
    await server.close();
    await Promise.all([silent.closed, halting.closed, idle.closed]);
    expect(silent.received).toBe('');
    expect(idle.received).toContain('HTTP/1.1 200 OK');
  });

  it('waits for the rest of a request, responds, and closes', async () => {
    const server = await startCosell();
    const slow = await open(server);
    slow.socket.write(HEAD);
    const other = await open(server);
    other.socket.write(HEAD + BODY);
    // The server has responded to a later request, so it has read the head of the first one.
    await once(other.socket, 'data');
    const closed = server.close();
    slow.socket.write(BODY);
    await Promise.all([closed, slow.closed]);
    expect(slow.received).toContain('HTTP/1.1 200 OK');
    expect(slow.received.toLowerCase()).toContain('connection: close');
    expect(slow.received).toContain('{"OpportunitySummaries":[],"NextToken":null}');
    await expect(fetch(server.endpoint)).rejects.toThrow();
  });

  it('gives up a request that never arrives', async () => {
    const http = Fastify();
    closeInTime(http, 50);
    http.post('/', async () => 'answered');
    const stuck = await open({ endpoint: await http.listen() });
    const begun = once(http.server, 'request');
    stuck.socket.write(HEAD);
    await begun;
    await http.close();
    await stuck.closed;
    expect(stuck.received).toBe('');
  });

  it('can be closed twice', async () => {
    const server = await startCosell();
    await Promise.all([server.close(), server.close()]);
    await server.close();
    await expect(fetch(server.endpoint)).rejects.toThrow();
  });
});
