import type { SignedRequest } from '../kit/http/signed-request.ts';
import { normalAccount } from '../rules/accounts.ts';
import { type Caller, rootOf } from './caller.ts';
import type { Sessions } from './sessions.ts';

/** Tells who calls. */
export interface Authenticator {
  /** Throws the authentication errors of `model/errors.ts`. */
  identify(request: SignedRequest): Caller | Promise<Caller>;
  /** Makes the temporary keys that `identify` takes; undefined if it takes none. */
  readonly sessions?: Sessions;
}

/** Makes an authenticator on a server whose temporary keys are made by these sessions. */
export type CreateAuthenticator = (sessions: Sessions) => Authenticator;

/** The account of a caller that names none. */
export const DEFAULT_ACCOUNT = '111122223333';

/**
 * Trusts the access key id and checks no signature: 12 digits are that account, `aws` is AWS, a temporary key is its
 * session's account, anything else is 111122223333. For a server that only its own machine reaches.
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

/** The key that a request names, and the token of a temporary one. */
interface NamedKey {
  key: string;
  token: string | undefined;
}

const signedBy = ({ headers }: SignedRequest): NamedKey => {
  const [, key = ''] = /Credential=([^/,\s]*)/.exec(headers.authorization ?? '') ?? [];
  const token = headers['x-amz-security-token'];
  return { key, token: typeof token === 'string' ? token : undefined };
};

/** The same in the URL. AWS docs: IAM user guide, "Signature calculations with query parameters". */
const presignedBy = ({ query }: SignedRequest): NamedKey => {
  const parameters = new URLSearchParams(query);
  const [key = ''] = (parameters.get('X-Amz-Credential') ?? '').split('/');
  return { key, token: parameters.get('X-Amz-Security-Token') ?? undefined };
};
