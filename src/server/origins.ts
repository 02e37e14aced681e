import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { AccessDeniedException } from '../model/errors.ts';

/** How long a browser may cache the response to a preflight request. */
const PREFLIGHT_SECONDS = 86_400;

/**
 * Allows calls only from web pages of this machine, of the server's own origin and of `corsOrigins`. Also refuses calls
 * for which browsers send no preflight request.
 */
export const addOrigins = async (http: FastifyInstance, corsOrigins: readonly string[]): Promise<void> => {
  const mayCall = (origin: string): boolean => isAllowedOrigin(origin, corsOrigins);

  http.addHook('onRequest', async ({ headers, method }, reply) => {
    const { origin } = headers;
    if (origin === undefined) return;
    if (mayCall(origin)) {
      // The preflight request of a public web page that calls a private address:
      // https://wicg.github.io/private-network-access/
      if (headers['access-control-request-private-network'] === 'true') {
        reply.header('access-control-allow-private-network', 'true');
      }
    } else if (
      method !== 'GET' &&
      method !== 'HEAD' &&
      method !== 'OPTIONS' &&
      !isOwn(origin, headers.host)
    ) {
      throw AccessDeniedException(
        'Web pages of this origin may not call. Start the server with --cors-origin to allow it.',
      );
    }
  });
  await http.register(cors, {
    origin: (origin, allow) => allow(null, origin !== undefined && mayCall(origin)),
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    exposedHeaders: ['x-amzn-requestid', 'x-amzn-errortype', 'date'],
    maxAge: PREFLIGHT_SECONDS,
    strictPreflight: false,
  });
};

/** Whether an origin other than the server's own may call. */
export const isAllowedOrigin = (origin: string, corsOrigins: readonly string[]): boolean =>
  isLoopback(origin) || corsOrigins.includes(origin);

const isLoopback = (origin: string): boolean => {
  const host = URL.canParse(origin) ? new URL(origin).hostname : '';
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d+){3}$/.test(host)
  );
};

/** Whether a page was loaded from this server, as the console is. */
export const isOwn = (origin: string, host: string | undefined): boolean =>
  URL.canParse(origin) && new URL(origin).host === host;
