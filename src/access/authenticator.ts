import type { SignedRequest } from '../kit/http/signed-request.ts';
import type { Timestamp } from '../model/contract.ts';
import { normalAccount } from '../rules/accounts.ts';
import { type Caller, rootOf } from './caller.ts';
import type { Principals } from './principals.ts';
import type { Sessions } from './sessions.ts';

/** Identifies callers. */
export interface Authenticator {
  /**
   * @param signingName the service that the request has to be signed for
   * @param at what the time of the signature is compared with. Default now.
   * @throws the authentication errors of `model/errors.ts`
   */
  identify(request: SignedRequest, signingName: string, at?: Timestamp): Caller | Promise<Caller>;
  /**
   * Refuses a request by its head, before its body is read: it is not signed, or its key is unknown. Throws as `identify`
   * does. Undefined if every head is accepted. Costs at most one query by key.
   */
  checkHead?(head: Pick<SignedRequest, 'headers'>): Promise<void>;
  /** Whether policies decide what callers may do. Otherwise each may do everything. */
  readonly checksPermissions?: boolean;
  /** Creates the temporary keys that `identify` accepts. */
  readonly sessions: Sessions;
}

/** What an authenticator identifies callers with. */
export interface AuthenticatorParts {
  /** Returns the temporary keys of this server's data that were issued, and are accepted, with this kind of authentication. */
  sessionsOf(auth: 'off' | 'strict'): Sessions;
  principals: Principals;
}

export type CreateAuthenticator = (parts: AuthenticatorParts) => Authenticator;

/** The account of callers whose access key id is not an account. */
export const DEFAULT_ACCOUNT = '111122223333';

/**
 * Trusts the access key id and checks no signature: 12 digits are that account, `aws` is AWS, a temporary key is its
 * session's account, anything else is 111122223333. For servers that only their own machine can reach.
 */
export const trustingAuthenticator = ({
  sessionsOf,
}: Pick<AuthenticatorParts, 'sessionsOf'>): Authenticator => {
  const sessions = sessionsOf('off');
  return {
    sessions,
    identify: (request) => {
      const { key, token } = request.headers.authorization ? signedBy(request) : presignedBy(request);
      const session = sessions.find(key, token);
      if (!session) return rootOf(normalAccount(key) ?? DEFAULT_ACCOUNT);
      const { account, arn, userId } = session;
      return { account, arn, userId, session };
    },
  };
};

/** The access key id of a request, and the session token of a temporary key. */
interface NamedKey {
  key: string;
  token: string | undefined;
}

const signedBy = ({ headers }: SignedRequest): NamedKey => {
  const [, key = ''] = /Credential=([^/,\s]*)/.exec(headers.authorization ?? '') ?? [];
  const token = headers['x-amz-security-token'];
  return { key, token: typeof token === 'string' ? token : undefined };
};

/** Reads them from the query. AWS docs: IAM user guide, "Signature calculations with query parameters". */
const presignedBy = ({ query }: SignedRequest): NamedKey => {
  const parameters = new URLSearchParams(query);
  const [key = ''] = (parameters.get('X-Amz-Credential') ?? '').split('/');
  return { key, token: parameters.get('X-Amz-Security-Token') ?? undefined };
};
