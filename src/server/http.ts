import type { IncomingMessage, ServerResponse } from 'node:http';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { News } from '../changes/news.ts';
import type { Networks } from '../kit/http/networks.ts';
import type { Peers } from '../kit/http/peer.ts';
import { createFrontDoor } from '../kit/service/front-door.ts';
import type { Tracing } from '../kit/trace/span.ts';
import type { Ids } from '../model/identifiers.ts';
import type { CosellMeters } from '../model/metrics/counted.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { Respond } from './console/respond.ts';
import {
  asServiceError,
  createWrite,
  nothingAt,
  refuseBytes,
  send,
  type Write,
  writeWithFastify,
} from './http-answers.ts';
import type { OwnJournal } from './journal/journal.ts';
import { type Host, services } from './services.ts';
import { signedRequest } from './signed-request.ts';
import { createTakeCall } from './take-call.ts';
import { beginCall, traceOperatorRoutes } from './trace-requests.ts';
import type { Arrived, Replying } from './transport/arrived.ts';
import { addBodyReader } from './transport/bodies.ts';
import { passesAll } from './transport/checks.ts';
import { limitConnections, shareOf } from './transport/connection-limits.ts';
import { closeInTime } from './transport/connections.ts';
import { addTiming } from './transport/elapsed.ts';
import { addHostCheck, headersFor } from './transport/host-check.ts';
import type { AllowedHosts } from './transport/hosts.ts';
import { addIntake } from './transport/intake.ts';
import type { TransportLimits } from './transport/limits.ts';
import { serverFactory } from './transport/node-server.ts';
import { isOperatorPath } from './transport/operator-paths.ts';
import { addOrigins, WITHOUT_ORIGIN } from './transport/origins.ts';
import { isPlainCall, PlainCall, PlainReply } from './transport/plain-calls.ts';
import { isDropped } from './transport/receive-body.ts';
import { SECURITY_HEADERS } from './transport/security-headers.ts';
import type { Certificates } from './transport/tls.ts';

const BODY_LIMIT_BYTES = 1_048_576;

export interface HttpOptions extends Host {
  ids: Ids;
  log: Logger;
  /** Absent if nothing is traced. */
  tracing?: Tracing | undefined;
  /** How long a call takes before the log says where its time went, in milliseconds. Default: it never does. */
  slowCallMs?: number;
  /** Origins whose web pages may call, besides those of this machine. */
  corsOrigins: readonly string[];
  /** By which names the server may be called. */
  allowedHosts: AllowedHosts;
  /** The name or address that the server listens on. */
  listensOn: string;
  /** Where requests are recorded. Default nowhere. */
  audit?: AuditLog | undefined;
  /** Where calls are noted. Default nowhere. */
  journal?: OwnJournal | undefined;
  /** Count what is answered. */
  meters: CosellMeters;
  /** Proxies that may tell where a request comes from. */
  trustedProxies: Networks;
  peers: Peers;
  /** Where successful writes are announced. */
  news: News;
  /** Serves HTTPS with these, instead of HTTP. */
  certificates?: Certificates | undefined;
  /** What clients may use at once. */
  limits: TransportLimits;
  /** Responds with the console. Default: it is not served. */
  console?: Respond | undefined;
}

/**
 * Creates the HTTP server. Every POST, on any path, is a request to one of the services, and so is a GET of `/` that one of
 * them accepts. The other GETs, but for the routes that the caller adds, are the console's. The caller listens.
 */
export const createHttp = async (options: HttpOptions): Promise<FastifyInstance> => {
  const { ids, log, corsOrigins, authenticator, peers, limits, journal, news, meters, tracing } = options;
  const { effects } = journal ?? {};
  const recorder =
    options.audit && (await import('./audit/recorder.ts')).createRecorder(options.audit, peers);
  const door = createFrontDoor({
    services,
    host: options,
    identify: (request, signingName) => authenticator.identify(request, signingName),
    keyOf: ({ account }) => account,
    ...(effects && { newEffects: effects.ofCall }),
    onWrite: ({ account }, { service, name }) => {
      if (news.isHeard) news.announce({ kind: 'change', account, service, operation: name });
    },
  });
  const { slowCallMs = 0 } = options;
  const logs = { log, recorder, journal, meters, slowCallMs };
  /** Refuses a request before, or in place of, its route. */
  const refuse = <Reply extends Replying>(
    write: Write<Reply>,
    error: unknown,
    request: Arrived,
    reply: Reply,
  ): Reply => {
    const answer = door.refuse(asServiceError(error), request.id, signedRequest(request, peers));
    if (isDropped(request)) reply.removeHeader('connection');
    const span = beginCall(tracing, request);
    const loggedAs = isCall(request) ? logs : { ...logs, journal: undefined, meters: undefined };
    return send(write, reply, answer, request, loggedAs, { span });
  };
  const refuseByFastify = (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
    refuse(writeWithFastify, error, request, reply);

  const http = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => ids.uuid(),
    forceCloseConnections: 'idle',
    // Requests that arrive while the server closes still get a response.
    return503OnClosing: false,
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    // E.g. for a path that cannot be decoded.
    // Hooks do not run before.
    frameworkErrors: (error, request, reply) =>
      refuseByFastify(error, request, (reply as FastifyReply).headers(SECURITY_HEADERS)),
    serverFactory: await serverFactory(options.certificates, (request, response) =>
      takeShortWay(request, response),
    ),
    clientErrorHandler: (error, socket) => refuseBytes(error, socket, door, ids.uuid(), logs),
  });
  addTiming(http);
  const takeIn = addIntake(http);
  const write = createWrite(closeInTime(http));
  limitConnections(http, limits.connections, options.trustedProxies);
  addHostCheck(http, options);
  // Ignores unknown Expect headers, because Node's own response to them does not have the API's format.
  http.server.on('checkExpectation', (request, response) => http.server.emit('request', request, response));
  await addOrigins(http, corsOrigins);
  recorder?.addHooks(http);
  http.removeAllContentTypeParsers();
  const bodies = addBodyReader(http, {
    limits: limits.bodies,
    checkHead: authenticator.checkHead,
    addressOf: (request) => shareOf(peers.sourceIp(request)),
  });

  const respondWithConsole = async (request: FastifyRequest, reply: FastifyReply) =>
    (await options.console?.(request, reply)) ?? reply.callNotFound();
  if (tracing) traceOperatorRoutes(http, tracing);
  http.setErrorHandler(refuseByFastify);
  http.setNotFoundHandler((request, reply) => refuseByFastify(nothingAt(request.method), request, reply));
  const takeCall = createTakeCall({ door, bodies, write, logs, tracing, peers });
  // Answers in the last hook before Fastify reads the body, and never goes on: a service reads, checks and writes by itself, and
  // Fastify's steps for that took a tenth of a read.
  const onRequest = (request: FastifyRequest, reply: FastifyReply): void =>
    takeCall(request, reply, (error) => refuseByFastify(error, request, reply));
  http.post('/*', { onRequest }, () => {});
  const passes = passesAll(http);
  const route = { url: '/*', bodyLimit: BODY_LIMIT_BYTES };
  const takeShortWay = (raw: IncomingMessage, response: ServerResponse): boolean => {
    if (!isPlainCall(raw) || !passes(raw, response)) return false;
    const id = ids.uuid();
    const call = new PlainCall(id, raw, route);
    const headers = { 'x-amzn-requestid': id, ...headersFor(raw, options), ...WITHOUT_ORIGIN };
    const reply = new PlainReply(response, headers);
    takeIn(() => takeCall(call, reply, (error) => refuse(write, error, call, reply)));
    return true;
  };
  http.get('/', { exposeHeadRoute: false }, async (request, reply) => {
    const asked = signedRequest(request, peers);
    if (!door.answersGet(asked)) return respondWithConsole(request, reply);
    return send(writeWithFastify, reply, await door.answer(asked, request.id), request, logs);
  });
  if (options.console) http.get('/*', respondWithConsole);
  return http;
};

/** Replaces Fastify's schema compilers, including ajv, which take a tenth of the start time and of the memory. */
const noSchemas = (): never => {
  throw new Error('Routes here have no schema: model/decode.ts validates requests.');
};

/** Whether a request that is refused was meant for a service: not for the operator's routes, and no visit of a browser. */
const isCall = ({ method, routeOptions: { url = '' } }: Arrived): boolean =>
  !isOperatorPath(url) && !['GET', 'HEAD', 'OPTIONS'].includes(method);
