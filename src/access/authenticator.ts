import type { AccountId } from '../model/contract.ts';
import { AWS_ACCOUNT } from '../model/identifiers.ts';

/** What of an HTTP request tells who sent it. */
export interface SignedRequest {
  method: string;
  /** Path and query, as on the request line. */
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
}

/** Tells who calls. */
export interface Authenticator {
  /** Throws the authentication errors of `model/errors.ts`. */
  identify(request: SignedRequest): AccountId | Promise<AccountId>;
}

/** The account of a caller that names none. */
const DEFAULT_ACCOUNT = '111122223333';

/**
 * Trusts the access key id and checks no signature: 12 digits are that account, `aws` is AWS, anything else is
 * 111122223333. For a server that only its own machine reaches.
 */
export const trustingAuthenticator: Authenticator = {
  identify: ({ headers }) => {
    const [, key = ''] = /Credential=([^/,\s]*)/.exec(String(headers.authorization ?? '')) ?? [];
    if (/^\d{12}$/.test(key)) return key;
    return key.toLowerCase() === AWS_ACCOUNT ? AWS_ACCOUNT : DEFAULT_ACCOUNT;
  },
};
