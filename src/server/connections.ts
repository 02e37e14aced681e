import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

const GRACE_MS = 5_000;

/**
 * Makes the server close in bounded time. Node itself would wait for connections that browsers opened ahead and never
 * asked anything on, and for requests that never arrive in full.
 * @param graceMs how long a request in hand may take to arrive and to be answered once the server closes
 */
export const closeInTime = (http: FastifyInstance, graceMs = GRACE_MS): void => {
  const unused = new Set<Socket>();
  http.server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  http.server.on('request', ({ socket }) => unused.delete(socket));

  let grace: NodeJS.Timeout | undefined;
  http.addHook('onSend', (_request, reply, payload, done) => {
    // Node keeps a connection open after the answer to what was in hand, and would wait for it.
    if (grace) reply.header('connection', 'close');
    done(null, payload);
  });
  http.addHook('preClose', async () => {
    for (const socket of unused) socket.destroy();
    grace = setTimeout(() => http.server.closeAllConnections(), graceMs);
  });
  http.addHook('onClose', async () => clearTimeout(grace));
};
