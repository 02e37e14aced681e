import type { FastifyInstance } from 'fastify';
import type { Caller } from '../access/caller.ts';
import { onBehalfOf } from '../kit/flow/on-behalf.ts';
import type { Answer } from '../kit/service/front-door.ts';
import type { Span, Tracing } from '../kit/trace/span.ts';
import { splitOperation } from './call-facts.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Absent if the request is not traced. */
    span?: Span | undefined;
  }
}

const OPERATOR = '/_cosell/';
/** Asked every few seconds, or open for hours. */
const NOT_TRACED: readonly string[] = [
  ...['/_cosell/health', '/_cosell/ready', '/_cosell/metrics'],
  ...['/_cosell/live', '/_cosell/events/stream'],
];

/** Makes a span of each request to a service or to the operator's routes, but not of the console's files. */
export const traceRequests = (http: FastifyInstance, tracing: Tracing): void => {
  http.decorateRequest('span', undefined);
  http.addHook('onRequest', (request, _reply, done) => {
    const { url = '' } = request.routeOptions;
    const isOperators = url.startsWith(OPERATOR) && !NOT_TRACED.includes(url);
    if (isOperators || request.method === 'POST') {
      request.span = tracing.request(request.headers, request.method);
      if (isOperators) request.span.rename(`${request.method} ${url}`);
    }
    done();
  });
  http.addHook('preHandler', (request, _reply, done) => {
    if (request.span) onBehalfOf(undefined, done, { span: request.span });
    else done();
  });
  http.addHook('onResponse', (request, reply, done) => {
    const { statusCode } = reply;
    request.span?.set({ 'http.route': request.routeOptions.url, 'http.response.status_code': statusCode });
    request.span?.end(statusCode >= 500 ? String(statusCode) : undefined);
    done();
  });
};

/**
 * Says of a request to a service which operation it was, and for which account. Names: OpenTelemetry semantic conventions, RPC
 * and AWS SDK.
 */
export const describeCall = (
  span: Span,
  requestId: string,
  { operation, caller, headers }: Answer<Caller>,
): void => {
  const [service, method] = splitOperation(operation);
  const errorType = headers['x-amzn-errortype'];
  if (method !== undefined) span.rename(`${service}/${method}`);
  span.set({
    'rpc.system.name': 'aws-api',
    'rpc.method': method && `${service}/${method}`,
    'aws.request_id': requestId,
    'cosell.account': caller?.account,
    'error.type': errorType,
  });
};
