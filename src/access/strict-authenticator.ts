import { createSigV4Verifier, type SigningKey, type SigV4Options } from '../kit/http/sigv4.ts';
import type { AccountId } from '../model/contract.ts';
import type { Authenticator } from './authenticator.ts';
import { rootOf } from './caller.ts';

/** A key pair and its account. */
export interface Credential extends SigningKey {
  account: AccountId;
}

/**
 * Verifies the signature of each request. The caller is the account whose key signed it. Accepts no temporary keys.
 * @throws Error if two credentials have the same access key id
 */
export const createStrictAuthenticator = (options: SigV4Options<Credential>): Authenticator => {
  const verify = createSigV4Verifier(options);
  return { identify: async (request) => rootOf((await verify(request)).account) };
};
