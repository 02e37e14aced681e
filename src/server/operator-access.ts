import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isToken, type OperatorCaller, type StoredTokens } from '../access/operator-tokens.ts';
import { allows, type Scope } from '../kit/action/action.ts';
import type { SignedRequest } from '../kit/http/signed-request.ts';
import { OperatorAccessDenied, OperatorTokenMissing } from '../model/errors.ts';
import { type IdentifySigner, isSigned, type Signer } from './signer.ts';
import { WITHOUT_TOKEN } from './transport/host-check.ts';
import { hostNameOf, isLoopbackName } from './transport/hosts.ts';
import { isOperatorPath } from './transport/operator-paths.ts';
import { isAllowedOrigin, isOwn } from './transport/origins.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls a route of the operator; undefined on other routes, and for callers that were refused. */
    operator?: OperatorCaller;
    /** Who signed a request to a route of the operator that accounts may use; undefined with a token, and where it is open. */
    signer?: Signer;
    /** Throws unless the caller's key or token would be accepted now; undefined where there is none, or it cannot be taken back. */
    recheck?: () => Promise<void>;
  }
  interface FastifyContextConfig {
    /** Whether accounts may use the route, for what is their own. Only GET. Default false. */
    forAccounts?: boolean;
    /** What the token has to allow before the route itself is asked. Default `read`. */
    scope?: Scope;
  }
}

/** How accounts use the routes that are for them: with signatures, if these are checked. */
export interface AccountAccess {
  identify: IdentifySigner;
  /** Returns the request as it was signed. */
  signedRequest(request: FastifyRequest): SignedRequest;
}

/** Who may use the operator's routes, besides holders of the tokens in the database. */
export interface OperatorAccess {
  /** A token for everything. Default none. */
  token?: string | undefined;
  /** Whether another token is for everything, as long as init hooks run. Default none is. */
  accepts?: ((token: string) => boolean) | undefined;
  /** If there is no token: whether anyone on this machine may call. Otherwise nobody may. */
  open: boolean;
}

/** The name of the token that a server was started with. */
const STARTED_WITH = 'operator-token';
/** And of that of init hooks. */
const OF_HOOKS = 'init-hooks';

/**
 * Restricts access to the operator's routes (transport/operator-paths.ts), and tells them who calls. Checks the matched route, so that no spelling
 * of a path bypasses it.
 */
export const guardOperatorRoutes = (
  http: FastifyInstance,
  { token, open, accepts }: OperatorAccess,
  tokens: Pick<StoredTokens, 'find'>,
  corsOrigins: readonly string[],
  accounts?: AccountAccess,
): void => {
  const callerOf = async (given: string | undefined): Promise<OperatorCaller | undefined> => {
    if (given === undefined) return undefined;
    if (token !== undefined && isToken(given, token)) return { token: STARTED_WITH, scope: 'admin' };
    if (accepts?.(given)) return { token: OF_HOOKS, scope: 'admin' };
    return tokens.find(given);
  };
  http.decorateRequest('operator', undefined);
  http.decorateRequest('signer', undefined);
  http.decorateRequest('recheck', undefined);
  const admit = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    refuseForeignPages(request, corsOrigins);
    if (accounts && isSigned(request)) {
      const signer = await signerOf(request, accounts);
      Object.assign(request, { signer, recheck: signer.recheck });
      return;
    }
    const given = bearerOf(request);
    const caller = await callerOf(given);
    if (!caller) refuseUnlessOpen(request, reply, { open: open && token === undefined, given, token });
    const needed = request.routeOptions.config.scope ?? 'read';
    request.operator = caller ?? { scope: 'admin' };
    if (!caller) return;
    requireScope(caller, needed);
    request.recheck = async () => {
      const again = await callerOf(given);
      if (!again) throw OperatorTokenMissing('The token was revoked, or its time is over.');
      requireScope(again, needed);
    };
  };
  http.addHook('onRequest', (request, reply, done) => {
    const { url = '' } = request.routeOptions;
    if (!isOperatorPath(url) || WITHOUT_TOKEN.includes(url)) done();
    else admit(request, reply).then(() => done(), done);
  });
};

const requireScope = ({ scope }: OperatorCaller, needed: Scope): void => {
  if (allows(scope, needed)) return;
  throw OperatorAccessDenied(`This needs a token with the scope ${needed}, and this one has ${scope}.`);
};

/** Throws unless the request only reads, and what accounts may read. */
const signerOf = async (
  request: FastifyRequest,
  { identify, signedRequest }: AccountAccess,
): Promise<Signer> => {
  const signer = await identify(signedRequest(request));
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead && request.routeOptions.config.forAccounts) return signer;
  throw OperatorAccessDenied(
    'A key of an account may only read what is the account’s own here. This needs an operator token (Authorization: Bearer <token>).',
  );
};

const bearerOf = ({ headers: { authorization } }: FastifyRequest): string | undefined =>
  /^Bearer +(.+)$/i.exec(authorization ?? '')?.[1];

/** Throws unless the routes are open to this machine, and the request came by one of its names. */
const refuseUnlessOpen = (
  request: FastifyRequest,
  reply: FastifyReply,
  { open, given, token }: { open: boolean; given: string | undefined; token: string | undefined },
): void => {
  if (open && !given?.startsWith('cosell_')) {
    refuseForeignNames(request);
    return;
  }
  if (token === undefined && !given?.startsWith('cosell_')) {
    throw OperatorAccessDenied(
      'The operator’s routes are closed, because other machines can reach this server, and the request has none of its ' +
        'operator tokens. Start it with --operator-token-file or COSELL_OPERATOR_TOKEN to open them to callers with that ' +
        'token, or send one that `cosell tokens create` made.',
    );
  }
  reply.header('www-authenticate', 'Bearer');
  throw OperatorTokenMissing(
    'The operator’s routes need a token that is valid: the one that the server was started with, or one that `cosell tokens ' +
      'create` made and nobody revoked. Send it as Authorization: Bearer <token> (COSELL_OPERATOR_TOKEN or --token for the ' +
      'commands of cosell).',
  );
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
