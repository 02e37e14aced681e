import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { News } from '../changes/news.ts';
import { createTimes, endPart, type Times } from '../kit/flow/times.ts';
import type { Networks } from '../kit/http/networks.ts';
import type { Peers } from '../kit/http/peer.ts';
import { createFrontDoor } from '../kit/service/front-door.ts';
import type { Tracing } from '../kit/trace/span.ts';
import type { Ids } from '../model/identifiers.ts';
import type { CosellMeters } from '../model/metrics/counted.ts';
import type { AuditLog } from './audit/audit-log.ts';
import type { Respond } from './console/respond.ts';
import { asServiceError, createWrite, nothingAt, refusalOfType, refuseBytes, send } from './http-answers.ts';
import type { OwnJournal } from './journal/journal.ts';
import { type Host, services } from './services.ts';
import { signedRequest } from './signed-request.ts';
import { beginCall, traceOperatorRoutes } from './trace-requests.ts';
import { addBodyReader, isDropped } from './transport/bodies.ts';
import { limitConnections, shareOf } from './transport/connection-limits.ts';
import { closeInTime } from './transport/connections.ts';
import { addTiming, beganAt } from './transport/elapsed.ts';
import { addHostCheck } from './transport/host-check.ts';
import type { AllowedHosts } from './transport/hosts.ts';
import { addIntake } from './transport/intake.ts';
import type { TransportLimits } from './transport/limits.ts';
import { isOperatorPath } from './transport/operator-paths.ts';
import { addOrigins } from './transport/origins.ts';
import { SECURITY_HEADERS } from './transport/security-headers.ts';
import type { Certificates } from './transport/tls.ts';

const BODY_LIMIT_BYTES = 1_048_576;
/** How long a request may take to arrive completely. */
const REQUEST_TIMEOUT_MS = 60_000;
/** How long its head may take, from the opening of the connection. */
const HEAD_TIMEOUT_MS = 20_000;
const TIMEOUT_CHECK_MS = 5_000;

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
  const timesOf = (request: FastifyRequest): Times | undefined => {
    if (slowCallMs === 0) return undefined;
    const times = createTimes(beganAt(request));
    endPart(times, 'read');
    return times;
  };
  const refuse = (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const answer = door.refuse(asServiceError(error), request.id, signedRequest(request, peers));
    if (isDropped(request)) reply.removeHeader('connection');
    const span = beginCall(tracing, request);
    return send(
      reply,
      answer,
      request,
      isCall(request) ? logs : { ...logs, journal: undefined, meters: undefined },
      { span },
    );
  };

  const http = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    genReqId: () => ids.uuid(),
    forceCloseConnections: 'idle',
    // Requests that arrive while the server closes still get a response.
    return503OnClosing: false,
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    // E.g. for a path that cannot be decoded.
    // Hooks do not run before.
    frameworkErrors: (error, request, reply) =>
      refuse(error, request, (reply as FastifyReply).headers(SECURITY_HEADERS)),
    ...(await nodeOptions(options.certificates)),
    clientErrorHandler: (error, socket) => refuseBytes(error, socket, door, ids.uuid(), logs),
  });
  addTiming(http);
  addIntake(http);
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
  http.setErrorHandler(refuse);
  http.setNotFoundHandler((request, reply) => refuse(nothingAt(request.method), request, reply));
  const answerCall = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    // Also called after the response was sent.
    const onGone = (listener: () => void) => reply.raw.once('close', listener);
    const noted = { times: timesOf(request), span: beginCall(tracing, request) };
    const answer = await door.answer(signedRequest(request, peers), request.id, { onGone, ...noted });
    send(reply, answer, request, logs, noted, write);
  };
  // Answers in the last hook before Fastify reads the body, and never goes on: a service reads, checks and writes by itself, and
  // Fastify's steps for that took a tenth of a read.
  const takeCall = (request: FastifyRequest, reply: FastifyReply): void => {
    const refused = (error: unknown) => refuse(error, request, reply);
    bodies.read(request, reply.raw, (error, body) => {
      const refusal = error ?? refusalOfType(request.raw.headers);
      request.body = body;
      if (refusal) refused(refusal);
      else answerCall(request, reply).catch(refused);
    });
  };
  http.post('/*', { onRequest: takeCall }, () => {});
  http.get('/', { exposeHeadRoute: false }, async (request, reply) => {
    const asked = signedRequest(request, peers);
    if (!door.answersGet(asked)) return respondWithConsole(request, reply);
    return send(reply, await door.answer(asked, request.id), request, logs);
  });
  if (options.console) http.get('/*', respondWithConsole);
  return http;
};

/** Returns the options of Node's HTTP or HTTPS server. Loads the module for TLS only if there are certificates. */
const nodeOptions = async (certificates: Certificates | undefined): Promise<object> => {
  const common = {
    // Node's own refusal of a request without Host has no request id, so `addHostCheck` refuses it.
    requireHostHeader: false,
    headersTimeout: HEAD_TIMEOUT_MS,
    connectionsCheckingInterval: TIMEOUT_CHECK_MS,
  };
  if (!certificates) return { http: common };
  const { serverOptions } = await import('./transport/tls.ts');
  return { https: { ...common, ...serverOptions(certificates) } };
};

/** Replaces Fastify's schema compilers, including ajv, which take a tenth of the start time and of the memory. */
const noSchemas = (): never => {
  throw new Error('Routes here have no schema: model/decode.ts validates requests.');
};

/** Whether a request that is refused was meant for a service: not for the operator's routes, and no visit of a browser. */
const isCall = ({ method, routeOptions: { url = '' } }: FastifyRequest): boolean =>
  !isOperatorPath(url) && !['GET', 'HEAD', 'OPTIONS'].includes(method);
