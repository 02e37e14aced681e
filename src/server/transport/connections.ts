import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { clearTimeout, setTimeout } from '../../kit/flow/real-time.ts';

const GRACE_MS = 5_000;

export interface Closing {
  /** Whether the server is closing: responses then end their connection, or Node would keep it open and wait for it. */
  readonly hasBegun: boolean;
}

/**
 * Makes the server close in bounded time. Node itself would wait for connections that browsers opened in advance and
 * never used, and for requests that never arrive completely.
 * @param graceMs how long a request in progress may take once the server is closing
 */
export const closeInTime = (http: FastifyInstance, graceMs = GRACE_MS): Closing => {
  // By their client, because TLS has sockets of its own on top.
  const unused = new Map<string, Socket>();
  http.server.on('connection', (socket: Socket) => {
    const client = clientOf(socket);
    unused.set(client, socket);
    socket.once('close', () => unused.delete(client));
  });
  http.server.on('request', ({ socket }) => {
    if (unused.size > 0) unused.delete(clientOf(socket));
  });

  let grace: NodeJS.Timeout | undefined;
  http.addHook('onSend', (_request, reply, payload, done) => {
    if (grace) reply.header('connection', 'close');
    done(null, payload);
  });
  http.addHook('preClose', async () => {
    for (const socket of unused.values()) socket.destroy();
    grace = setTimeout(() => http.server.closeAllConnections(), graceMs);
  });
  http.addHook('onClose', async () => clearTimeout(grace));
  return {
    get hasBegun() {
      return grace !== undefined;
    },
  };
};

/** Identifies a connection by its other end. */
export const clientOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;
