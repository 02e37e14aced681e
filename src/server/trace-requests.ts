import type { FastifyInstance } from 'fastify';
import type { Caller } from '../access/caller.ts';
import { onBehalfOf } from '../kit/flow/on-behalf.ts';
import { remember } from '../kit/flow/remember.ts';
import type { Answer } from '../kit/service/front-door.ts';
import type { Description, Span, Tracing } from '../kit/trace/span.ts';
import { splitOperation } from './call-facts.ts';
import type { Arrived } from './transport/arrived.ts';
import { beganAt } from './transport/elapsed.ts';
import { isOperatorPath } from './transport/operator-paths.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a request to the operator's routes. Absent if it is not traced. */
    span?: Span | undefined;
  }
}

/** Asked every few seconds, or open for hours. */
const NOT_TRACED: readonly string[] = [
  ...['/_cosell/health', '/_cosell/ready', '/_cosell/metrics'],
  ...['/_cosell/live', '/_cosell/events/stream'],
];

const isOperators = (url: string | undefined): boolean =>
  isOperatorPath(url) && !NOT_TRACED.includes(url ?? '');

/**
 * Makes a span of each request to the operator's routes that are added from now on. Hooks of these routes alone: for a read of a
 * service they would cost more than its spans.
 */
export const traceOperatorRoutes = (http: FastifyInstance, tracing: Tracing): void => {
  http.decorateRequest('span', undefined);
  http.addHook('onRoute', (route) => {
    const { url } = route;
    if (!isOperators(url)) return;
    route.onRequest = [
      (request, _reply, done) => {
        const { method } = request;
        request.span = tracing.request(request.headers, beganAt(request));
        request.span.rename(`${method} ${url}`);
        request.span.set({ 'http.request.method': method, 'http.route': url });
        done();
      },
      ...[route.onRequest ?? []].flat(),
    ];
    route.preHandler = [
      (request, _reply, done) => onBehalfOf(undefined, done, { span: request.span }),
      ...[route.preHandler ?? []].flat(),
    ];
    route.onResponse = (request, { statusCode }, done) => {
      request.span?.set({ 'http.response.status_code': statusCode });
      request.span?.end(statusCode >= 500 ? String(statusCode) : undefined);
      done();
    };
  });
};

/**
 * Begins the span of a request to a service, or of one to the operator's routes that is refused before their hooks, if such are
 * traced. It began with the request.
 */
export const beginCall = (tracing: Tracing | undefined, request: Arrived): Span | undefined => {
  if (!tracing || request.span) return undefined;
  const isTraced = request.method === 'POST' || isOperators(request.routeOptions.url);
  return isTraced ? tracing.request(request.headers, beganAt(request)) : undefined;
};

/**
 * Ends such a span: which operation it was, for which account, and what came of it. Names: OpenTelemetry semantic conventions,
 * RPC and AWS SDK.
 */
export const endCall = (
  span: Span,
  { id, method, routeOptions: { url } }: Arrived,
  { operation: name, caller, headers, status }: Answer<Caller>,
): void => {
  if (!span.isRecorded) return;
  const error = headers['x-amzn-errortype'];
  // Only calls of services succeed here, so the name says the rest.
  if (status === 200 && name !== undefined) span.describe(succeeded, name);
  else span.describe(descriptionOf, [method, url, status, error, name].join(' '));
  span.set({ 'aws.request_id': id, 'cosell.account': caller?.account });
  span.end(status >= 500 ? String(status) : undefined);
};

/** Characters of what calls have in common that are kept. */
const KEPT_CHARACTERS = 50_000;

/** Describes what calls of an operation with the same outcome have in common. None of what the key has contains a space. */
const descriptionOf = remember((key: string): Description => {
  const [method = '', url, status, error, name] = key.split(' ');
  const [service, operation] = splitOperation(name);
  const rpc = operation === undefined ? undefined : `${service}/${operation}`;
  return {
    name: rpc ?? (isOperators(url) ? `${method} ${url}` : method),
    attributes: {
      'http.request.method': method,
      'http.route': url || undefined,
      'http.response.status_code': Number(status),
      'rpc.system.name': rpc && 'aws-api',
      'rpc.method': rpc,
      'error.type': error || undefined,
    },
  };
}, KEPT_CHARACTERS);

const succeeded = remember(
  (name: string): Description => descriptionOf(`POST /* 200  ${name}`),
  KEPT_CHARACTERS,
);
