import cors from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ServiceError } from '../../kit/service/errors.ts';
import { AccessDeniedException, OperatorAccessDenied } from '../../model/errors.ts';
import { addCheck } from './checks.ts';
import { isLoopbackName } from './hosts.ts';
import { isOperatorPath } from './operator-paths.ts';

/** Of responses to requests without an Origin, as `@fastify/cors` sends it: those of others have more. */
export const WITHOUT_ORIGIN = { vary: 'Origin' };

/** How long a browser may cache the response to a preflight request. */
const PREFLIGHT_SECONDS = 86_400;

/**
 * Allows calls only from web pages of this machine, of the server's own origin and of `corsOrigins`. Also refuses requests
 * for which browsers send no preflight request.
 */
export const addOrigins = async (http: FastifyInstance, corsOrigins: readonly string[]): Promise<void> => {
  const mayCall = (origin: string): boolean => isAllowedOrigin(origin, corsOrigins);

  addCheck(http, {
    passes: ({ headers }) => headers.origin === undefined && headers['sec-fetch-site'] === undefined,
    check: (request, reply) => {
      const { headers, method } = request.raw;
      const { origin } = headers;
      if (origin !== undefined && mayCall(origin)) {
        // The preflight request of a public web page that calls a private address:
        // https://wicg.github.io/private-network-access/
        if (headers['access-control-request-private-network'] === 'true') {
          reply.header('access-control-allow-private-network', 'true');
        }
        return;
      }
      const changes = method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
      if (origin !== undefined && changes && !isOwn(origin, headers.host))
        throw denied(request, FOREIGN_ORIGIN);
      if (isFromOtherSite(request)) throw denied(request, FOREIGN_SITE);
    },
  });
  await http.register(cors, {
    origin: (origin, allow) => allow(null, origin !== undefined && mayCall(origin)),
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    exposedHeaders: ['x-amzn-requestid', 'x-amzn-errortype', 'date'],
    maxAge: PREFLIGHT_SECONDS,
    strictPreflight: false,
  });
};

/**
 * Whether a page of another origin caused the request, as browsers say on every request, also on those without Origin, such
 * as that of an image. W3C: "Fetch Metadata Request Headers". A link that is followed is let through, because the page that
 * has it does not get the response; but not to the operator's routes.
 */
const isFromOtherSite = (request: FastifyRequest): boolean => {
  const { headers, method } = request;
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  const isLink =
    method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return !isLink || isForOperator(request);
};

/** Checks the matched route, so that no spelling of a path bypasses it. */
const isForOperator = ({ routeOptions }: FastifyRequest): boolean => isOperatorPath(routeOptions.url);

/** The refusal of a request before its route runs, in the form of its API. */
export const denied = (request: FastifyRequest, message: string): ServiceError =>
  isForOperator(request) ? OperatorAccessDenied(message) : AccessDeniedException(message);

const FOREIGN_ORIGIN =
  'Web pages of this origin may not call. Start the server with --cors-origin to allow it.';
const FOREIGN_SITE =
  'Web pages of other sites may not call. Start the server with --cors-origin to allow the origin of this one.';

/** Whether an origin other than the server's own may call. */
export const isAllowedOrigin = (origin: string, corsOrigins: readonly string[]): boolean =>
  isLoopback(origin) || corsOrigins.includes(origin);

const isLoopback = (origin: string): boolean =>
  URL.canParse(origin) && isLoopbackName(new URL(origin).hostname.replace(/^\[|\]$/g, ''));

/** Whether a page was loaded from this server, as the console is. */
export const isOwn = (origin: string, host: string | undefined): boolean =>
  URL.canParse(origin) && new URL(origin).host === host;
