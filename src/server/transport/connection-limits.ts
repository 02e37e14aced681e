import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server, Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { performance } from '../../kit/flow/real-time.ts';
import { type Networks, readNetworks } from '../../kit/http/networks.ts';
import { ServiceUnavailable } from '../../kit/service/errors.ts';
import { addCheck } from './checks.ts';
import { clientOf } from './connections.ts';
import { descriptorLimit } from './descriptors.ts';

/** How many connections there may be at once. */
export interface ConnectionLimits {
  /** Beyond it a connection is closed as soon as it is accepted. */
  most: number;
  /** Beyond it idle connections are closed, and the requests of further ones are refused with 503. */
  busy: number;
  /** Of one address. */
  perAddress: number;
}

const LOOPBACK = readNetworks(['127.0.0.0/8', '::1']);
const DEFAULT_MOST = 10_000;
/** Without a limit that the system tells. */
const ASSUMED_DESCRIPTORS = 1_024;
/** The rest is for files, the database and targets of events. */
const SHARE_OF_DESCRIPTORS = 0.8;
const BUSY_SHARE = 0.9;
const ADDRESS_SHARE = 0.5;
/** Requests of a connection that may wait for the response to an earlier one (HTTP pipelining). */
const MOST_WAITING = 16;
/** How long a client may not read a response. */
const UNREAD_MS = 120_000;
/** The least time between two searches for idle connections. */
const CLEAN_UP_MS = 1_000;

/** Returns the limits for these options. They stay below the limit of descriptors, so that the process can still work. */
export const connectionLimits = (
  { most = DEFAULT_MOST, perAddress }: { most?: number | undefined; perAddress?: number | undefined } = {},
  descriptors = descriptorLimit() ?? ASSUMED_DESCRIPTORS,
): ConnectionLimits => {
  const capped = Math.max(1, Math.min(most, Math.floor(descriptors * SHARE_OF_DESCRIPTORS)));
  return {
    most: capped,
    busy: Math.ceil(capped * BUSY_SHARE),
    perAddress: perAddress ?? Math.ceil(capped * ADDRESS_SHARE),
  };
};

/** The connections that are open. */
export interface Connections {
  readonly open: number;
}

/**
 * Sheds connections before the process runs out of descriptors or memory. Costs an accepted connection two additions and a
 * map entry, and a request two comparisons.
 * @param proxies have no limit of their own, as loopback addresses, where proxies are too
 */
export const limitConnections = (
  http: FastifyInstance,
  limits: ConnectionLimits,
  proxies: Networks,
): Connections => {
  const server: Server = http.server;
  const byAddress = new Map<string, number>();
  /** Connections that were accepted while the server was busy. By their client, because TLS has sockets of its own. */
  const surplus = new Set<string>();
  let open = 0;
  let cleanedUpAt = Number.NEGATIVE_INFINITY;
  server.maxConnections = limits.most;

  const cleanUp = (): void => {
    if (performance.now() - cleanedUpAt < CLEAN_UP_MS) return;
    cleanedUpAt = performance.now();
    http.server.closeIdleConnections();
  };
  server.on('connection', (socket: Socket) => {
    // Read now, because a closed connection has no address. Node caches it.
    const address = socket.remoteAddress ?? '';
    const share = shareOf(address);
    const client = clientOf(socket);
    const count = (byAddress.get(share) ?? 0) + 1;
    open++;
    byAddress.set(share, count);
    socket.once('close', () => {
      open--;
      surplus.delete(client);
      const left = (byAddress.get(share) ?? 0) - 1;
      if (left > 0) byAddress.set(share, left);
      else byAddress.delete(share);
    });
    if (count > limits.perAddress && !LOOPBACK.has(address) && !proxies.has(address)) {
      socket.destroy();
    } else if (open > limits.busy) {
      surplus.add(client);
      cleanUp();
    }
  });
  limitUnread(http);
  const isSurplus = ({ socket }: IncomingMessage): boolean =>
    surplus.size > 0 && open > limits.busy && surplus.has(clientOf(socket));
  addCheck(http, {
    passes: (request, response) => !isWaiting(response) && !isSurplus(request),
    check: ({ raw }, reply) => {
      if (isWaiting(reply.raw)) limitWaiting(raw, reply.raw);
      if (!isSurplus(raw)) return;
      reply.header('connection', 'close');
      throw ServiceUnavailable('The server has too many connections. Try again in a second.');
    },
  });
  return {
    get open() {
      return open;
    },
  };
};

/** Returns what counts as one address: an IPv4 address, or the /64 network that one client has in IPv6 (RFC 6177). */
export const shareOf = (address: string): string =>
  address.includes(':') && !address.includes('.') ? network64(address) : address;

const network64 = (address: string): string => {
  const [start = '', end] = address.split('::');
  const first = start.split(':').filter(Boolean);
  const last = end?.split(':').filter(Boolean) ?? [];
  const zeros = end === undefined ? [] : Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0');
  return `${[...first, ...zeros, ...last].slice(0, 4).join(':')}::`;
};

/** Closes connections whose client does not read a response. One that waits for a response is left alone. */
const limitUnread = ({ server }: FastifyInstance): void => {
  server.timeout = UNREAD_MS;
  server.on('timeout', (socket: Socket) => {
    // With another timeout it is a kept-alive connection without a request.
    if (socket.timeout !== UNREAD_MS || socket.writableLength > 0) socket.destroy();
  });
};

const waiting = new WeakMap<Socket, number>();

/** Whether a request waits for the response to an earlier one of its connection: its own has no socket yet. */
const isWaiting = (response: ServerResponse): boolean => response.socket === null;

/** Closes a connection with too many requests in advance: Node begins each as soon as it has read it. */
const limitWaiting = ({ socket }: IncomingMessage, response: ServerResponse): void => {
  const count = (waiting.get(socket) ?? 0) + 1;
  waiting.set(socket, count);
  response.once('close', () => waiting.set(socket, (waiting.get(socket) ?? 1) - 1));
  if (count > MOST_WAITING) socket.destroy();
};
