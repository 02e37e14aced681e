import type { SignedRequest } from '../kit/http/signed-request.ts';
import { normalAccount } from '../rules/accounts.ts';
import { type Caller, rootOf } from './caller.ts';
import type { Sessions } from './sessions.ts';

/** Identifies callers. */
export interface Authenticator {
  /** Throws the authentication errors of `model/errors.ts`. */
  identify(request: SignedRequest): Caller | Promise<Caller>;
  /** Creates the temporary keys that `identify` accepts; undefined if it accepts none. */
  readonly sessions?: Sessions;
}

/** Creates an authenticator for a server that creates temporary keys with these sessions. */
export type CreateAuthenticator = (sessions: Sessions) => Authenticator;

/** The account of callers whose access key id is not an account. */
export const DEFAULT_ACCOUNT = '111122223333';

/**
 * Trusts the access key id and checks no signature: 12 digits are that account, `aws` is AWS, a temporary key is its
 * session's account, anything else is 111122223333. For servers that only their own machine can reach.
 */
export const trustingAuthenticator: CreateAuthenticator = (sessions) => ({
  sessions,
  identify: (request) => {
    const { key, token } = request.headers.authorization ? signedBy(request) : presignedBy(request);
    const session = sessions.find(key, token);
    if (!session) return rootOf(normalAccount(key) ?? DEFAULT_ACCOUNT);
    const { account, arn, userId } = session;
    return { account, arn, userId, session };
  },
});

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
