import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { clearInterval, performance, setInterval } from '../../kit/flow/real-time.ts';
import { isTurnSpent } from '../../kit/flow/turn.ts';
import { RequestTimeoutException } from '../../kit/service/errors.ts';
import type { Arrived } from './arrived.ts';
import { type BodyBudget, type BodyLimits, createBodyBudget } from './body-budget.ts';
import { type Arrival, type Received, type Reception, receiveBody } from './receive-body.ts';

/** A body may take this long, and a second more for each `MIN_BYTES_PER_SECOND`. As Apache's mod_reqtimeout. */
const BODY_GRACE_MS = 20_000;
const MIN_BYTES_PER_SECOND = 1_024;
/** How long the rest of a refused body is read and dropped, so that the client gets the response and not a reset. */
const LINGER_MS = 5_000;
const SWEEP_MS = 5_000;

export interface BodyOptions
  extends Pick<Reception, 'addressOf'>,
    Partial<Pick<Reception, 'checkHead' | 'isSpent'>> {
  limits: BodyLimits;
}

/** The bodies that are arriving. */
export interface Bodies extends Pick<BodyBudget, 'heldBytes'> {
  /** Reads the body of a request whose route takes it from the socket itself. Calls `done` once. */
  read(request: Arrived, response: ServerResponse, done: Received): void;
  /** Ends requests that arrive too slowly, and connections of refused requests that go on sending. */
  sweep(nowMs: number): void;
}

/**
 * Reads request bodies into memory that is bounded whatever clients send. A body of more than 16 KiB is read only if `checkHead` accepts the request. What does not arrive whole in its first chunk is copied into a buffer that
 * grows, and counted until the response is sent. Beyond a limit the request is
 * refused with 503. Bodies of the operator's routes are not counted, because their callers have been checked.
 * Costs a request with a small body a set entry and no more. Routes get the body from Fastify, or ask for it with `read`.
 */
export const addBodyReader = (http: FastifyInstance, options: BodyOptions): Bodies => {
  const budgets = {
    known: createBodyBudget(options.limits),
    unknown: createBodyBudget(quarterOf(options.limits)),
  };
  const arrivals = new Set<Arrival>();
  const { checkHead, addressOf, isSpent = isTurnSpent } = options;
  const reception = { checkHead, addressOf, isSpent, budgets, arrivals };
  const read: Bodies['read'] = (request, response, done) => receiveBody(request, response, reception, done);
  http.decorateRequest(RESPONSE, null);
  http.addHook('preParsing', (request, reply, payload, done) => {
    (request as WithResponse)[RESPONSE] = reply.raw;
    done(null, payload);
  });
  http.addContentTypeParser('*', (request, payload, done) => {
    if (request.routeOptions.config.readsBodyItself) {
      done(null, watchStream(payload, arrivals));
      return;
    }
    read(request, (request as WithResponse)[RESPONSE], done);
  });
  const sweep = (nowMs: number): void => {
    for (const arrival of arrivals) {
      const ageMs = nowMs - arrival.since;
      if (arrival.isRefused && ageMs >= LINGER_MS) arrival.socket.destroy();
      const dueBytes = ((ageMs - BODY_GRACE_MS) / 1000) * MIN_BYTES_PER_SECOND;
      if (!arrival.isRefused && arrival.receivedBytes < dueBytes) arrival.refuse(tooSlow());
    }
  };
  const timer = setInterval(() => sweep(performance.now()), SWEEP_MS).unref();
  http.addHook('onClose', async () => clearInterval(timer));
  return {
    read,
    sweep,
    get heldBytes() {
      return budgets.known.heldBytes + budgets.unknown.heldBytes;
    },
  };
};

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route gets its body as a stream that it reads itself, of any size. */
    readsBodyItself?: true;
  }
}

const quarterOf = ({ totalBytes, perAddressBytes }: BodyLimits): BodyLimits => ({
  totalBytes: totalBytes / 4,
  perAddressBytes: perAddressBytes / 4,
});

const RESPONSE = Symbol('response');

interface WithResponse extends FastifyRequest {
  [RESPONSE]: ServerResponse;
}

/** The connections on which a body arrives that its route reads itself. */
const streaming = new WeakSet<Socket>();

/**
 * Whether a route reads a body from this connection as it arrives. Such a body may take as long as it needs, if it does not stop:
 * Node's own limit is for whole requests.
 */
export const isStreaming = (socket: Socket): boolean => streaming.has(socket);

/** Ends the connection of a body that its route reads itself if it arrives too slowly. */
const watchStream = (payload: IncomingMessage, arrivals: Set<Arrival>): IncomingMessage => {
  const { socket } = payload;
  const before = socket.bytesRead;
  const arrival: Arrival = {
    since: performance.now(),
    get receivedBytes() {
      return socket.bytesRead - before;
    },
    isRefused: false,
    socket,
    refuse: (error) => payload.destroy(error),
  };
  arrivals.add(arrival);
  streaming.add(socket);
  const end = (): void => {
    arrivals.delete(arrival);
    streaming.delete(socket);
  };
  return payload.once('end', end).once('close', end);
};

const tooSlow = () =>
  RequestTimeoutException('The request body arrives too slowly, or not at all. Send the request again.');
