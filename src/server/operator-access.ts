import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isLoopback } from '../access/choose-authenticator.ts';
import { OperatorAccessDenied, OperatorTokenMissing } from '../model/errors.ts';
import { isAllowedOrigin, isOwn } from './origins.ts';

/** Who may use the operator's routes. */
export interface OperatorAccess {
  /** What whoever calls has to bring, where it is given. */
  token?: string | undefined;
  /** Whether, without a token, everybody on this machine may. Else nobody may. */
  open: boolean;
}

/** What tells of nothing but the server's own health. */
const FOR_EVERYBODY: readonly string[] = ['/_cosell/health', '/_cosell/ready'];

/**
 * Lets only those use the routes under `/_cosell/` who may. By the route that was found, so that no way of writing a
 * path goes round it.
 */
export const guardOperatorRoutes = (
  http: FastifyInstance,
  { token, open }: OperatorAccess,
  corsOrigins: readonly string[],
): void => {
  http.addHook('onRequest', async (request, reply) => {
    const { url = '' } = request.routeOptions;
    if (!url.startsWith('/_cosell/') || FOR_EVERYBODY.includes(url)) return;
    refuseForeignPages(request, corsOrigins);
    if (token !== undefined) {
      if (isToken(request.headers.authorization, token)) return;
      reply.header('www-authenticate', 'Bearer');
      throw OperatorTokenMissing(
        'The operator’s routes need the token that the server was started with: Authorization: Bearer <token> ' +
          '(--token or COSELL_OPERATOR_TOKEN for the commands of cosell).',
      );
    }
    if (!open) {
      throw OperatorAccessDenied(
        'The operator’s routes are closed, as this server is not for its own machine alone and has no operator ' +
          'token. Start it with --operator-token or COSELL_OPERATOR_TOKEN to open them to who brings the token.',
      );
    }
    refuseForeignNames(request);
  });
};

/** Web pages that the server does not know, even for what only reads. */
const refuseForeignPages = ({ headers }: FastifyRequest, corsOrigins: readonly string[]): void => {
  const { origin, host } = headers;
  if (origin === undefined || isAllowedOrigin(origin, corsOrigins) || isOwn(origin, host)) return;
  throw OperatorAccessDenied(
    'Web pages of this origin may not use the operator’s routes. Start the server with --cors-origin to allow it.',
  );
};

/**
 * A page whose name was made to mean this machine ("DNS rebinding") is of the same origin for its browser, which sends
 * that name as Host.
 */
const refuseForeignNames = ({ headers: { host } }: FastifyRequest): void => {
  if (host === undefined) return;
  const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
  if (isLoopback(name.replace(/^\[|\]$/g, ''))) return;
  throw OperatorAccessDenied(
    'Without an operator token the operator’s routes answer to 127.0.0.1 and localhost alone, by that name.',
  );
};

/** Compares digests, so that the time it takes tells neither the token nor its length. */
const isToken = (authorization: string | undefined, token: string): boolean => {
  const [, given = ''] = /^Bearer +(.+)$/i.exec(authorization ?? '') ?? [];
  return timingSafeEqual(digest(given), digest(token));
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
