import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../access/caller.ts';
import type { Peers } from '../../kit/http/peer.ts';
import { ServiceUnavailable } from '../../kit/service/errors.ts';
import type { Answer } from '../../kit/service/front-door.ts';
import { METRICS_PATH } from '../metrics/index.ts';
import type { Arrived } from '../transport/arrived.ts';
import { addCheck } from '../transport/checks.ts';
import { FOR_EVERYBODY, WITHOUT_TOKEN } from '../transport/host-check.ts';
import { isOperatorPath, MCP_PATH } from '../transport/operator-paths.ts';
import { originForm } from '../transport/request-target.ts';
import type { AuditLog } from './audit-log.ts';
import { type OperatorRequestFacts, recordOfAnswer, recordOfOperator } from './record.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The error that one of the operator's routes is answered with. */
    refusal?: Answer<Caller> | undefined;
  }
}

/** The operator's routes that are no actions. */
const ROUTE_NAMES: Readonly<Record<string, string>> = {
  '/_cosell/events': 'events.list',
  '/_cosell/events/stream': 'events.stream',
  '/_cosell/live': 'live',
  '/_cosell/metrics': 'metrics',
  '/_cosell/openapi.json': 'openapi',
  '/_cosell/caller': 'caller',
  [MCP_PATH]: 'mcp',
};
const STREAMS: readonly string[] = ['/_cosell/events/stream', '/_cosell/live'];

/** Records requests as they are answered. */
export interface Recorder {
  /** Records the response of a service, or notes the error of an operator's route. Call it before the response is sent. */
  answered(request: Arrived, answer: Answer<Caller>): void;
  /** Records bytes that were no HTTP request. */
  unreadable(socket: Socket, requestID: string, answer: Answer<Caller>): void;
  /** Records requests to the operator's routes, and refuses all while a log that is required cannot be written. */
  addHooks(http: FastifyInstance): void;
}

/**
 * Records each request just before its response is sent, except health, readiness, the console's files and what it asks before
 * anybody signed in, and the preflights of browsers. Costs one line and no waiting.
 */
export const createRecorder = (audit: AuditLog, peers: Peers): Recorder => {
  const circumstancesOf = ({ id, headers, raw }: Arrived) =>
    audit.circumstances({
      requestID: id,
      sourceIPAddress: peers.sourceIp(raw),
      userAgent: headers['user-agent'],
    });
  const recordOperator = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { url = '' } = request.routeOptions;
    if (!isOperatorPath(url) || WITHOUT_TOKEN.includes(url) || request.method === 'OPTIONS') return;
    // Prometheus asks several times a minute, and the numbers tell of nobody.
    if (url === METRICS_PATH && reply.statusCode < 400) return;
    audit.append(recordOfOperator(circumstancesOf(request), await factsOf(request, reply)));
  };
  return {
    answered: (request, answer) => {
      if (isOperatorPath(request.routeOptions.url)) request.refusal = answer;
      else audit.append(recordOfAnswer(circumstancesOf(request), answer, request.headers.authorization));
    },
    unreadable: ({ remoteAddress = '' }, requestID, answer) => {
      const circumstances = audit.circumstances({ requestID, sourceIPAddress: remoteAddress });
      audit.append(recordOfAnswer(circumstances, answer, undefined));
    },
    addHooks: (http) => {
      http.decorateRequest('refusal', undefined);
      addCheck(http, {
        passes: () => !audit.isBlocked(),
        check: (request) => {
          if (!audit.isBlocked() || FOR_EVERYBODY.includes(request.routeOptions.url ?? '')) return;
          throw ServiceUnavailable(
            'The audit log cannot be written, and this server answers nothing that it cannot record. Try again later.',
          );
        },
      });
      // A stream has no end at which it could be recorded in time.
      http.addHook('preHandler', async (request, reply) => {
        if (STREAMS.includes(request.routeOptions.url ?? '')) await recordOperator(request, reply);
      });
      http.addHook('onSend', async (request, reply) => recordOperator(request, reply));
    },
  };
};

const factsOf = async (request: FastifyRequest, reply: FastifyReply): Promise<OperatorRequestFacts> => {
  const { method, routeOptions, refusal } = request;
  const isAction = /\*$|state$/.test(routeOptions.url ?? '');
  // Loaded by then, unless the request was refused before.
  const found = isAction
    ? await (await import('../operator-router.ts')).findAction(method, originForm(request.raw.url))
    : { name: ROUTE_NAMES[routeOptions.url ?? ''], parameters: {} };
  return {
    name: found?.name,
    parameters: found?.parameters ?? {},
    method,
    token: request.operator?.token,
    caller: request.signer?.caller,
    authorization: request.headers.authorization,
    status: refusal?.status ?? reply.statusCode,
    errorCode: refusal?.headers['x-amzn-errortype'],
  };
};
