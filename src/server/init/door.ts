import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { isToken } from '../../access/operator-tokens.ts';
import { ServiceUnavailable } from '../../kit/service/errors.ts';
import { addCheck } from '../transport/checks.ts';
import { FOR_EVERYBODY } from '../transport/host-check.ts';

/** How far the hooks are. */
export interface InitProgress {
  done: number;
  of: number;
}

/** The way in for hooks while nobody else is let in. */
export interface Door {
  /** Whether a token is the one of the hooks, while they run. */
  accepts(token: string): boolean;
  readonly token: string;
  /** Opens an address of its own for the hooks, over HTTP on this machine. Returns it. */
  openForHooks(): Promise<string>;
  /** Lets everybody in, and closes that address. */
  openForAll(): Promise<void>;
}

/**
 * Answers 503 to everybody but the hooks until they have run, so that no program works with half of what they make; health and
 * readiness answer. Hooks come by an address of their own, which needs neither the server's certificates nor its name, with a token
 * of their own. As PostgreSQL's image does, whose server listens on a socket only meanwhile. Adds a hook to the routes: call it
 * before the server listens.
 */
export const addDoor = (http: FastifyInstance, progress: () => InitProgress): Door => {
  const token = randomBytes(24).toString('base64url');
  const sockets = new WeakSet<Socket>();
  const own = createServer((request, response) => http.server.emit('request', request, response));
  own.on('connection', (socket) => sockets.add(socket));
  let isOpen = false;
  const letsIn = ({ socket }: IncomingMessage): boolean => isOpen || sockets.has(socket);
  addCheck(http, {
    passes: letsIn,
    check: ({ raw, routeOptions }) => {
      if (letsIn(raw) || FOR_EVERYBODY.includes(routeOptions.url ?? '')) return;
      const { done, of } = progress();
      throw ServiceUnavailable(
        `This server is new and not ready yet: of its ${of} init hooks, ${done} have run. Try again in a second.`,
      );
    },
  });
  return {
    token,
    accepts: (given) => !isOpen && isToken(given, token),
    openForHooks: async () => {
      own.listen(0, '127.0.0.1');
      await once(own, 'listening');
      return `http://127.0.0.1:${(own.address() as AddressInfo).port}`;
    },
    openForAll: async () => {
      isOpen = true;
      if (!own.listening) return;
      const closed = once(own, 'close');
      own.close();
      own.closeAllConnections();
      await closed;
    },
  };
};
