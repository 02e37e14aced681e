import { createHmac } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Clock } from '../kit/flow/clock.ts';
import { plusMilliseconds } from '../kit/flow/clock.ts';
import { ExpiredTokenException, UnrecognizedClientException } from '../kit/service/errors.ts';
import { createSeal } from '../kit/service/seal.ts';
import type { Timestamp } from '../model/contract.ts';
import type { Session } from './caller.ts';
import { isKeyId, newKeyId } from './key-ids.ts';

/** What AssumeRole and GetSessionToken return. */
export interface TemporaryCredentials {
  AccessKeyId: string;
  SecretAccessKey: string;
  SessionToken: string;
  /** Without milliseconds. */
  Expiration: Timestamp;
}

/**
 * Creates and verifies temporary keys. Nothing is stored: the session is sealed into its token, so that every node with
 * the seal's key can read it, also after a restart.
 */
export interface Sessions {
  /** Returns credentials that are valid for the session for `seconds` from now. */
  begin(session: Omit<Session, 'expiration'>, seconds: number): TemporaryCredentials;
  /**
   * Returns the session of a temporary key and its token, or undefined if no cosell server created either.
   * @throws UnrecognizedClientException if the token is missing, damaged, of another key or of another server's data
   * @throws ExpiredTokenException if the token has expired by the server's clock
   */
  find(accessKeyId: string, token: string | undefined): Session | undefined;
}

/** Prefix of every token. Distinguishes a damaged token from one of AWS that a developer's environment contains. */
const MARK = 'Y29zZWxs';

/** @param key created by `newSealKey`, the same on every node */
export const createSessions = (key: string, clock: Clock): Sessions => {
  const seal = createSeal(key);
  return {
    begin: (session, seconds) => {
      const AccessKeyId = newKeyId('ASIA');
      const Expiration = plusMilliseconds(clock.now(), seconds * 1000).replace(/\.\d{3}Z$/, 'Z');
      const content = deflateRawSync(JSON.stringify({ ...session, expiration: Expiration }));
      return {
        AccessKeyId,
        // Derived, so that any node can verify signatures made with it.
        SecretAccessKey: createHmac('sha256', Buffer.from(key, 'base64'))
          .update(`secret of ${AccessKeyId}`)
          .digest()
          .subarray(0, 30)
          .toString('base64'),
        SessionToken: MARK + seal.seal(content, purposeOf(AccessKeyId)),
        Expiration,
      };
    },
    find: (accessKeyId, token) => {
      if (!token?.startsWith(MARK)) {
        // As AWS does, instead of accepting it as an unknown key.
        if (isKeyId('ASIA', accessKeyId)) throw invalidToken();
        return undefined;
      }
      const content = seal.open(token.slice(MARK.length), purposeOf(accessKeyId));
      if (!content) throw invalidToken();
      const session = JSON.parse(inflateRawSync(content).toString()) as Session;
      if (Date.parse(clock.now()) < Date.parse(session.expiration)) return session;
      throw ExpiredTokenException('The security token included in the request is expired');
    },
  };
};

const purposeOf = (accessKeyId: string): Buffer => Buffer.from(`session of ${accessKeyId}`);

const invalidToken = () =>
  UnrecognizedClientException(
    'The security token included in the request is invalid. It has to be sent as it was given, with its own access key, to ' +
      'a server with the same data.',
  );
