import type { IncomingHttpHeaders } from 'node:http';
import type { AccountId } from '../model/contract.ts';
import { normalAccount } from '../rules/accounts.ts';

/** What of an HTTP request tells who sent it, and what it asks for. Names of headers are in lower case. */
export interface SignedRequest {
  method: string;
  /** As on the request line: still encoded. */
  path: string;
  /** What follows the `?` of the request line; empty where there is none. */
  query: string;
  headers: IncomingHttpHeaders;
  /** The same headers, each with all its values. */
  headersDistinct: Readonly<NodeJS.Dict<string[]>>;
  body: Buffer;
}

/** Tells who calls. */
export interface Authenticator {
  /** Throws the authentication errors of `model/errors.ts`. */
  identify(request: SignedRequest): AccountId | Promise<AccountId>;
}

/** The account of a caller that names none. */
export const DEFAULT_ACCOUNT = '111122223333';

/**
 * Trusts the access key id and checks no signature: 12 digits are that account, `aws` is AWS, anything else is
 * 111122223333. For a server that only its own machine reaches.
 */
export const trustingAuthenticator: Authenticator = {
  identify: ({ headers }) => {
    const [, key = ''] = /Credential=([^/,\s]*)/.exec(headers.authorization ?? '') ?? [];
    return normalAccount(key) ?? DEFAULT_ACCOUNT;
  },
};
