import { type IncomingHttpHeaders, type OutgoingHttpHeaders, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import type { Caller } from '../access/caller.ts';
import type { Times } from '../kit/flow/times.ts';
import { NotFoundException, SerializationException, ServiceError } from '../kit/service/errors.ts';
import type { Answer, FrontDoor } from '../kit/service/front-door.ts';
import type { Span } from '../kit/trace/span.ts';
import type { CosellMeters } from '../model/metrics/counted.ts';
import type { Recorder } from './audit/recorder.ts';
import type { OwnJournal } from './journal/journal.ts';
import { logAnswer } from './logs/answered.ts';
import { countRequest } from './metrics/count-request.ts';
import { endCall } from './trace-requests.ts';
import type { Arrived, Replying } from './transport/arrived.ts';
import { isStreaming } from './transport/bodies.ts';
import type { Closing } from './transport/connections.ts';
import { elapsedOf } from './transport/elapsed.ts';
import { SECURITY_HEADERS } from './transport/security-headers.ts';

/** When clients should try again after a 503. SDKs wait so long. */
const RETRY_AFTER_SECONDS = '1';

/** Where what happened to a request is written. */
export interface Logs {
  log: Logger;
  recorder: Recorder | undefined;
  journal: OwnJournal | undefined;
  slowCallMs: number;
  meters: CosellMeters | undefined;
}

/** What was noted about a request while it was answered. */
interface Noted {
  times?: Times | undefined;
  span?: Span | undefined;
}

/** Writes a response. */
export type Write<Reply extends Replying> = (reply: Reply, answer: Answer<Caller>, body: Buffer) => Reply;

/** Sends what a request is answered, and tells everybody who keeps account of it. */
export const send = <Reply extends Replying>(
  write: Write<Reply>,
  reply: Reply,
  answer: Answer<Caller>,
  request: Arrived,
  { log, recorder, journal, meters, slowCallMs }: Logs,
  { times, span = request.span }: Noted = {},
): Reply => {
  const { id, raw, body } = request;
  const { method = '', url = '', headers } = raw;
  const milliseconds = elapsedOf(request);
  // A text made of many is read several times until it is sent, which takes longer than making the bytes here.
  const bytes = Buffer.from(answer.body);
  logAnswer(log, { requestId: id, answer, milliseconds, times, span }, slowCallMs);
  if (meters) countRequest(meters, answer, milliseconds);
  recorder?.answered(request, answer);
  journal?.answered({ id, answer, bytes, milliseconds, request: { method, url, headers, body } });
  const sent = answer.isDropped ? drop(reply) : write(reply, answer, bytes);
  if (span && span !== request.span) endCall(span, request, answer);
  return sent;
};

const drop = <Reply extends Replying>(reply: Reply): Reply => {
  reply.hijack();
  reply.raw.destroy();
  return reply;
};

export const writeWithFastify: Write<FastifyReply> = (reply, { status, headers }, body) => {
  if (status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
  // As bytes, because Fastify adds a charset to the Content-Type of texts, which the protocol does not have.
  return reply.code(status).headers(headers).send(body);
};

/** Writes responses with Node itself, and with the headers that the checks have set: for calls, whose bodies Fastify has not read. */
export const createWrite =
  (closing: Closing): Write<Replying> =>
  (reply, { status, headers }, body) => {
    const { raw } = reply;
    const all: OutgoingHttpHeaders = { ...reply.getHeaders(), ...headers };
    all['content-length'] = body.length;
    if (status === 503) all['retry-after'] = RETRY_AFTER_SECONDS;
    if (closing.hasBegun) all.connection = 'close';
    raw.writeHead(status, all);
    raw.end(body);
    return reply;
  };

/** Converts an error of Fastify, thrown before a route runs, to the error that a service returns. */
export const asServiceError = (error: unknown): unknown => {
  if (error instanceof ServiceError || !(error instanceof Error)) return error;
  const { code, statusCode = 500 } = error as { code?: string; statusCode?: number };
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return unreadableType();
  return statusCode < 500 ? SerializationException('The request is not readable as HTTP.') : error;
};

/** RFC 9110, 8.3.1. What follows the type is not compared, because nothing depends on it. */
const mediaType = /^\s*[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(?:;|$)/;

/** Returns the error of a request to a service whose Content-Type has not the form of one, as Fastify checks it on other routes. */
export const refusalOfType = ({ 'content-type': type }: IncomingHttpHeaders): ServiceError | undefined =>
  type === undefined || mediaType.test(type) ? undefined : unreadableType();

const unreadableType = () =>
  SerializationException('The Content-Type is not readable. Send application/x-amz-json-1.0.');

/** Responds to bytes that are not an HTTP request, and closes the connection. */
export const refuseBytes = (
  error: Error,
  socket: Socket,
  door: FrontDoor<Caller>,
  requestId: string,
  { log, recorder, journal, meters }: Logs,
): void => {
  if (!socket.writable) return;
  if ((error as { code?: string }).code === 'ERR_HTTP_REQUEST_TIMEOUT' && isStreaming(socket)) return;
  // A handshake that failed: the client cannot read a response.
  if (isHandshake(socket)) {
    log.info({ reason: error.message.trim() }, 'TLS connection refused');
    socket.destroy();
    return;
  }
  const answer = door.refuse(
    SerializationException(`The request is not readable as HTTP: ${error.message}.`),
    requestId,
  );
  logAnswer(log, { requestId, answer });
  if (meters) countRequest(meters, answer, 0);
  recorder?.unreadable(socket, requestId, answer);
  journal?.answered({ id: requestId, answer, bytes: Buffer.from(answer.body), milliseconds: 0 });
  const { status, body } = answer;
  const headers = {
    ...SECURITY_HEADERS,
    ...answer.headers,
    connection: 'close',
    'content-length': Buffer.byteLength(body),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
};

/** Whether a connection uses TLS that is not established. */
const isHandshake = (socket: Socket): boolean =>
  'encrypted' in socket && (socket as TLSSocket).getProtocol() === null;

/** What nothing answers. */
export const nothingAt = (method: string) =>
  NotFoundException(
    `There is nothing to ${method} at this path. The API takes POST with an X-Amz-Target header, at any path ` +
      'outside /_cosell/, or at one that ends with the name of an operation. For people there are GET /_cosell/health and GET /_cosell/events, and GET /_cosell/openapi.json ' +
      'tells of the others.',
  );
