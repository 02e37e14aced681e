import type { Clock } from '../kit/flow/clock.ts';
import { chain, type MaybePromise } from '../kit/flow/maybe-promise.ts';
import type { SignedRequest } from '../kit/http/signed-request.ts';
import { authorizationOf, createSigV4Verifier, type SigningKey, unknownKey } from '../kit/http/sigv4.ts';
import type { Authenticator, AuthenticatorParts } from './authenticator.ts';
import { type Caller, rootOf, type Session, userCaller } from './caller.ts';
import { userNameIn } from './iam-names.ts';
import type { AccessKey, Principals } from './principals.ts';

export interface StrictOptions extends AuthenticatorParts {
  /** The region that requests have to be signed for. */
  region: string;
  /** What the time of a signature is compared with. */
  clock: Clock;
}

/** The key that signed a request: one of `Principals`, or a temporary one. */
type SignedWith = AccessKey | (SigningKey & { session: Session });

/**
 * Verifies the signature of each request. The caller is the user or the account's root whose key signed it, or the session of
 * a temporary key. A request costs no query and no promise while its key and user are cached, else a query each.
 */
export const createStrictAuthenticator = (options: StrictOptions): Authenticator => {
  const { principals, region, clock } = options;
  const sessions = options.sessionsOf('strict');
  const findKey = (
    accessKeyId: string,
    { headers }: Pick<SignedRequest, 'headers'>,
  ): MaybePromise<SignedWith | undefined> => {
    const token = headers['x-amz-security-token'];
    const session = sessions.find(accessKeyId, typeof token === 'string' ? token : undefined);
    if (session) return { accessKeyId, secretAccessKey: sessions.secretOf(accessKeyId), session };
    return principals.findKey(accessKeyId);
  };
  const verify = createSigV4Verifier<SignedWith>({ findKey, region, clock });
  const callerOf = (key: SignedWith): MaybePromise<Caller> => {
    if ('session' in key) return sessionCaller(principals, key.session);
    const { account, user: name } = key;
    if (name === undefined) return rootOf(account);
    return chain(principals.findUser({ account, name }), (user) => {
      // Its user was deleted a moment ago.
      if (!user) throw unknownKey();
      return userCaller(user);
    });
  };
  return {
    sessions,
    checksPermissions: true,
    identify: (request, signingName, at) => chain(verify(request, signingName, at), callerOf),
    checkHead: async (head) => {
      if (!(await findKey(authorizationOf(head).scope.accessKeyId, head))) throw unknownKey();
    },
  };
};

/**
 * Returns the caller for a session. It lasts until it expires, also if the key that began it was revoked since; what it may do
 * is what its user or role may do now. That of a deleted user is unknown. AWS docs: IAM user guide, "Disable permissions for
 * temporary security credentials".
 */
const sessionCaller = (principals: Principals, session: Session): MaybePromise<Caller> => {
  const { account, arn, userId, roleArn } = session;
  const name = roleArn === undefined ? userNameIn(arn) : undefined;
  if (name === undefined) return { account, arn, userId, session };
  return chain(principals.findUser({ account, name }), (user) => {
    // A user that was deleted, and created again with the same name, is another one.
    if (user?.userId !== userId) throw unknownKey();
    return { ...userCaller(user), session };
  });
};
