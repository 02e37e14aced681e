import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { OperatorAccessDenied, OperatorTokenMissing } from '../model/errors.ts';
import { FOR_EVERYBODY } from './transport/host-check.ts';
import { hostNameOf, isLoopbackName } from './transport/hosts.ts';
import { isAllowedOrigin, isOwn } from './transport/origins.ts';

/** Who may use the operator's routes. */
export interface OperatorAccess {
  /** The token that callers have to send. Default none. */
  token?: string | undefined;
  /** If there is no token: whether anyone on this machine may call. Otherwise nobody may. */
  open: boolean;
}

/**
 * Restricts access to the routes under `/_cosell/`. Checks the matched route, so that no spelling of a path bypasses it.
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
        'The operator’s routes are closed, because other machines can reach this server and it has no operator ' +
          'token. Start it with --operator-token or COSELL_OPERATOR_TOKEN to open them to callers with the token.',
      );
    }
    refuseForeignNames(request);
  });
};

/** Refuses web pages of unknown origins, even for reads. */
const refuseForeignPages = ({ headers }: FastifyRequest, corsOrigins: readonly string[]): void => {
  const { origin, host } = headers;
  if (origin === undefined || isAllowedOrigin(origin, corsOrigins) || isOwn(origin, host)) return;
  throw OperatorAccessDenied(
    'Web pages of this origin may not use the operator’s routes. Start the server with --cors-origin to allow it.',
  );
};

/**
 * Prevents DNS rebinding (transport/hosts.ts) also on a server that answers for any name.
 */
const refuseForeignNames = ({ headers: { host } }: FastifyRequest): void => {
  const name = hostNameOf(host ?? '');
  if (name !== undefined && isLoopbackName(name)) return;
  throw OperatorAccessDenied(
    'Without an operator token the operator’s routes can be called only as 127.0.0.1 or localhost.',
  );
};

/** Compares digests in constant time, so that timing reveals neither the token nor its length. */
const isToken = (authorization: string | undefined, token: string): boolean => {
  const [, given = ''] = /^Bearer +(.+)$/i.exec(authorization ?? '') ?? [];
  return timingSafeEqual(digest(given), digest(token));
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
