import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { AccessDeniedException } from '../model/errors.ts';

/** How long a browser may keep the answer to a preflight, in seconds. */
const PREFLIGHT_SECONDS = 86_400;

/**
 * Lets web pages of this machine, of the server's own origin and of `corsOrigins` call, and no others. A browser asks
 * before most calls of a page; those that it does not ask for are refused too.
 */
export const addOrigins = async (http: FastifyInstance, corsOrigins: readonly string[]): Promise<void> => {
  const mayCall = (origin: string): boolean => isAllowedOrigin(origin, corsOrigins);

  http.addHook('onRequest', async ({ headers, method }, reply) => {
    const { origin } = headers;
    if (origin === undefined) return;
    if (mayCall(origin)) {
      // A page of the public internet asks for this before it calls a private address:
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

/** Whether web pages of an origin may call that the server itself did not serve. */
export const isAllowedOrigin = (origin: string, corsOrigins: readonly string[]): boolean =>
  isLoopback(origin) || corsOrigins.includes(origin);

const isLoopback = (origin: string): boolean => {
  const host = URL.canParse(origin) ? new URL(origin).hostname : '';
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d+){3}$/.test(host)
  );
};

/** Whether a page was loaded from this server itself: the console. */
export const isOwn = (origin: string, host: string | undefined): boolean =>
  URL.canParse(origin) && new URL(origin).host === host;
