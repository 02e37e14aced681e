import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { breathe } from '../../kit/flow/pace.ts';
import { clearInterval, performance, setInterval } from '../../kit/flow/real-time.ts';
import { isTurnSpent } from '../../kit/flow/turn.ts';
import {
  RequestEntityTooLargeException,
  RequestTimeoutException,
  type ServiceError,
  ServiceUnavailable,
} from '../../kit/service/errors.ts';
import type { Arrived } from './arrived.ts';
import { type BodyBudget, type BodyLimits, createBodyBudget } from './body-budget.ts';
import { createHeldBody } from './held-body.ts';
import { isOperatorPath } from './operator-paths.ts';

/** A body up to this size is read before the caller is known, so that the API's errors come in AWS's order. */
const SMALL_BODY_BYTES = 16_384;
/** A body may take this long, and a second more for each `MIN_BYTES_PER_SECOND`. As Apache's mod_reqtimeout. */
const BODY_GRACE_MS = 20_000;
const MIN_BYTES_PER_SECOND = 1_024;
/** How long the rest of a refused body is read and dropped, so that the client gets the response and not a reset. */
const LINGER_MS = 5_000;
const SWEEP_MS = 5_000;

export interface BodyOptions {
  limits: BodyLimits;
  /** Refuses a request by its head. Rejects with the error of the API. Undefined if every head is accepted. */
  checkHead?: ((head: IncomingMessage) => Promise<void>) | undefined;
  /** The address whose share a request uses. */
  addressOf(request: IncomingMessage): string;
  /** Whether the time of this turn of the event loop is spent, so that more is read in a later one. */
  isSpent?: () => boolean;
}

/** The bodies that are arriving. */
export interface Bodies extends Pick<BodyBudget, 'heldBytes'> {
  /** Reads the body of a request whose route takes it from the socket itself. Calls `done` once. */
  read(request: Arrived, response: ServerResponse, done: Read['done']): void;
  /** Ends requests that arrive too slowly, and connections of refused requests that go on sending. */
  sweep(nowMs: number): void;
}

/** A body that is arriving, or the rest of a refused one. */
interface Arrival {
  since: number;
  receivedBytes: number;
  isRefused: boolean;
  socket: IncomingMessage['socket'];
  refuse(error: ServiceError): void;
}

/**
 * Reads request bodies into memory that is bounded whatever clients send. A body that is larger than `SMALL_BODY_BYTES` is
 * read only if `checkHead` accepts the request. What does not arrive whole in its first chunk is copied into a buffer that
 * grows, and counted until the response is sent. Beyond a limit the request is
 * refused with 503. Bodies of the operator's routes are not counted, because their callers have been checked.
 * Costs a request with a small body a set entry and no more. Routes get the body from Fastify, or ask for it with `read`.
 */
export const addBodyReader = (http: FastifyInstance, options: BodyOptions): Bodies => {
  const budgets: Budgets = {
    known: createBodyBudget(options.limits),
    unknown: createBodyBudget(quarterOf(options.limits)),
  };
  const arrivals = new Set<Arrival>();
  const read: Bodies['read'] = (request, response, done) =>
    receive({ request, response, payload: request.raw, done }, options, budgets, arrivals);
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

/** Callers that are not known yet have a budget of their own, so that they cannot use up that of the others. */
interface Budgets {
  known: BodyBudget;
  unknown: BodyBudget;
}

const quarterOf = ({ totalBytes, perAddressBytes }: BodyLimits): BodyLimits => ({
  totalBytes: totalBytes / 4,
  perAddressBytes: perAddressBytes / 4,
});

/** Whether the rest of the request's body is read and dropped, so that its connection stays open. */
export const isDropped = (request: Arrived): boolean => dropped.has(request);

const dropped = new WeakSet<Arrived>();

const RESPONSE = Symbol('response');

interface WithResponse extends FastifyRequest {
  [RESPONSE]: ServerResponse;
}

interface Read {
  request: Arrived;
  response: ServerResponse;
  payload: IncomingMessage;
  done(error: Error | null, body?: Buffer): void;
}

/** Reads one body. Calls `done` once, with the body or with why it is refused. */
const receive = (
  { request, response, payload, done }: Read,
  { checkHead, addressOf, isSpent = isTurnSpent }: BodyOptions,
  budgets: Budgets,
  arrivals: Set<Arrival>,
): void => {
  const { bodyLimit: limitBytes, url = '' } = request.routeOptions;
  const isOperators = isOperatorPath(url);
  const declared = payload.headers['content-length'];
  const declaredBytes = declared === undefined ? undefined : Number(declared);
  const isLarge = declaredBytes !== undefined && declaredBytes > SMALL_BODY_BYTES;
  let isChecked = checkHead === undefined || isOperators;
  let isOver = false;
  const body = createHeldBody({
    first: isOperators ? undefined : isChecked || isLarge ? budgets.known : budgets.unknown,
    addressOf: () => addressOf(payload),
    mostBytes: declaredBytes ?? limitBytes,
    onHeld: () => response.once('close', body.release),
  });
  const end = (error: Error | null, whole?: Buffer): void => {
    // An error after the end is that of a client which does not wait for the response.
    if (isOver) return;
    isOver = true;
    if (error) {
      payload.off('data', onData).off('end', onEnd).off('error', onError);
      body.release();
    }
    if (!arrival.isRefused) arrivals.delete(arrival);
    done(error, whole);
  };
  const refuse = (error: ServiceError): void => {
    if (isOver) return;
    arrival.isRefused = true;
    arrival.since = performance.now();
    dropped.add(request);
    end(error);
    payload
      .on('error', () => {})
      .once('close', () => arrivals.delete(arrival))
      .resume();
  };
  const check = (): void => {
    isChecked = true;
    payload.pause();
    checkHead?.(payload).then(() => {
      if (isOver) return;
      if (body.moveTo(budgets.known)) payload.resume();
      else refuse(tooMany());
    }, refuse);
  };
  /** One connection gives up to two megabytes in a turn of the event loop (libuv, `uv__read`), and there are many. */
  const rest = (): void => {
    payload.pause();
    void breathe().then(() => {
      if (!isOver) payload.resume();
    });
  };
  const onData = (chunk: Buffer): void => {
    arrival.receivedBytes += chunk.length;
    if (arrival.receivedBytes > limitBytes) refuse(tooLarge(limitBytes));
    else if (!body.append(chunk)) refuse(tooMany());
    else if (!isChecked && arrival.receivedBytes > SMALL_BODY_BYTES) check();
    else if (arrival.receivedBytes !== declaredBytes && isSpent()) rest();
  };
  const onEnd = (): void => end(null, body.whole());
  const onError = (error: Error): void => end(Object.assign(error, { statusCode: 400 }));

  const arrival = {
    since: performance.now(),
    receivedBytes: 0,
    isRefused: false,
    socket: payload.socket,
    refuse,
  };
  arrivals.add(arrival);
  payload.on('data', onData).on('end', onEnd).on('error', onError);
  if (isLarge && declaredBytes > limitBytes) refuse(tooLarge(limitBytes));
  else if (isLarge && !isChecked) check();
};

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

const tooLarge = (limitBytes: number) =>
  RequestEntityTooLargeException(`The request body has more than ${limitBytes} bytes.`);
const tooMany = () =>
  ServiceUnavailable('The server is receiving too many large requests at once. Try again in a second.');
const tooSlow = () =>
  RequestTimeoutException('The request body arrives too slowly, or not at all. Send the request again.');
