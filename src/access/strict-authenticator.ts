import type { Clock } from '../kit/flow/clock.ts';
import { authorizationOf, createSigV4Verifier, unknownKey } from '../kit/http/sigv4.ts';
import type { Authenticator } from './authenticator.ts';
import { type Caller, rootOf, userCaller } from './caller.ts';
import type { AccessKey, Principals } from './principals.ts';

export interface StrictOptions {
  principals: Principals;
  /** The region that requests have to be signed for. */
  region: string;
  /** What the time of a signature is compared with. */
  clock: Clock;
}

/**
 * Verifies the signature of each request. The caller is the user or the account's root whose key signed it. A request
 * costs no query while its key and user are cached, else one each.
 */
export const createStrictAuthenticator = ({ principals, region, clock }: StrictOptions): Authenticator => {
  const verify = createSigV4Verifier<AccessKey>({ findKey: principals.findKey, region, clock });
  const callerOf = async ({ account, user: name }: AccessKey): Promise<Caller> => {
    if (name === undefined) return rootOf(account);
    const user = await principals.findUser({ account, name });
    // Its user was deleted a moment ago.
    if (!user) throw unknownKey();
    return userCaller(user);
  };
  return {
    checksPermissions: true,
    identify: async (request, signingName) => callerOf(await verify(request, signingName)),
    checkHead: async (head) => {
      if (!(await principals.findKey(authorizationOf(head).accessKeyId))) throw unknownKey();
    },
  };
};
