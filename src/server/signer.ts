import type { FastifyRequest } from 'fastify';
import type { Authenticator } from '../access/authenticator.ts';
import type { Caller } from '../access/caller.ts';
import { createAuthorize } from '../access/permissions/authorize.ts';
import type { Permissions } from '../access/permissions/permissions.ts';
import type { Clock } from '../kit/flow/clock.ts';
import type { SignedRequest } from '../kit/http/signed-request.ts';
import { authorizationOf } from '../kit/http/sigv4.ts';
import { OperatorAccessDenied } from '../model/errors.ts';

/** A caller of a route under `/_cosell/` who signed the request with a key of an account, which may read what is its own. */
export interface Signer {
  caller: Caller;
  /** Throws AccessDeniedException unless the caller may do an action, such as `cosell:ReadTasks`. */
  requires(action: string): Promise<void>;
  /** Whether the caller may do an action. */
  may(action: string): Promise<boolean>;
  /** Throws unless the same signature would be accepted now, but for its time: its key was not revoked, its session lasts. */
  recheck(): Promise<void>;
}

/** Identifies the signer of a request without a body. Throws the authentication errors of `kit/service/errors.ts`. */
export type IdentifySigner = (request: SignedRequest) => Promise<Signer>;

/** The services that a request may be signed for: a client of the API needs no second signer. */
const OWN_SERVICE = 'cosell';
const API_SERVICE = 'partnercentral-selling';

const authorize = createAuthorize({ prefix: OWN_SERVICE, keys: {} });

/** Costs what checking a request to the API costs. */
export const createIdentifySigner =
  ({
    authenticator,
    permissions,
    clock,
  }: {
    authenticator: Authenticator;
    permissions: Permissions;
    clock: Clock;
  }): IdentifySigner =>
  async (request) => {
    const isOwn = authorizationOf(request).scope.service === OWN_SERVICE;
    const begun = clock.now();
    const identify = async (at?: string): Promise<Caller> =>
      authenticator.identify(request, isOwn ? OWN_SERVICE : API_SERVICE, at);
    let caller = await identify();
    const refusalOf = async (action: string): Promise<string | undefined> => {
      const name = action.slice(OWN_SERVICE.length + 1);
      const operation = { name, permit: { access: 'Read' as const } };
      const access = await authorize(permissions, { caller, operation, input: {}, request });
      return access.refusal?.message;
    };
    return {
      get caller() {
        return caller;
      },
      requires: async (action) => {
        const refusal = await refusalOf(action);
        if (refusal !== undefined) throw OperatorAccessDenied(refusal);
      },
      may: async (action) => (await refusalOf(action)) === undefined,
      recheck: async () => {
        const { account, userId } = caller;
        const again = await identify(begun);
        // The id of the key may have been given to somebody else.
        if (again.account !== account || again.userId !== userId) throw foreign();
        caller = again;
      },
    };
  };

/**
 * Returns the account whose data a request gets: the one that it asks for, undefined for all; if an account signed it, its
 * own. Throws AccessDeniedException if the account may not do the action, or asks for another one, whether that exists or not.
 */
export const readableAccount = async (
  { signer }: Pick<FastifyRequest, 'signer'>,
  asked: string | undefined,
  action: string,
): Promise<string | undefined> => {
  if (!signer) return asked;
  await signer.requires(action);
  return ownAccount(signer, asked);
};

/** Returns the signer's account. Throws AccessDeniedException if another one is asked for. */
export const ownAccount = ({ caller: { account } }: Signer, asked: string | undefined): string => {
  if (asked !== undefined && asked !== account) throw foreign();
  return account;
};

const foreign = () =>
  OperatorAccessDenied(
    'A key of an account reads only what is the account’s own. Omit `account`, or use an operator token.',
  );

/** The options of a route that accounts may use. */
export const FOR_ACCOUNTS = { config: { forAccounts: true } } as const;

/** Whether a request has a signature in its Authorization header. */
export const isSigned = ({ headers }: Pick<FastifyRequest, 'headers'>): boolean =>
  headers.authorization?.startsWith('AWS4-HMAC-SHA256') ?? false;
