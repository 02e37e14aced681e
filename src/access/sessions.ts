import { createHmac } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Clock } from '../kit/flow/clock.ts';
import { plusMilliseconds } from '../kit/flow/clock.ts';
import { remember } from '../kit/flow/remember.ts';
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
  begin(session: Omit<Session, 'issued' | 'expiration'>, seconds: number): TemporaryCredentials;
  /**
   * Returns the session of a temporary key and its token, or undefined if no cosell server created either.
   * @throws UnrecognizedClientException if the token is missing, damaged, of another key or of another server's data
   * @throws ExpiredTokenException if the token has expired by the server's clock
   */
  find(accessKeyId: string, token: string | undefined): Session | undefined;
  /** Returns the secret key of a temporary key that `begin` returned. Costs one HMAC. */
  secretOf(accessKeyId: string): string;
}

/** Prefix of every token. Distinguishes a damaged token from one of AWS that a developer's environment contains. */
const MARK = 'Y29zZWxs';
/** Opened tokens are kept up to this size, because opening one costs about as much as checking a signature. */
const KEPT_CHARACTERS = 1_000_000;

/**
 * @param key created by `newSealKey`, the same on every node
 * @param auth the authentication that the keys are issued with. Without authentication anyone gets any session, so that a
 *   server with authentication must not accept these, even if it has the same data.
 */
export const createSessions = (key: string, clock: Clock, auth: 'off' | 'strict'): Sessions => {
  const purposeOf = (accessKeyId: string): string => `${prefixes[auth]}session of ${accessKeyId}`;
  const seal = createSeal(key);
  const secretOf = derivation(key, prefixes[auth]);
  // A token is sealed for its key, so that both together name the session.
  const open = remember((keyAndToken): Session => {
    const [accessKeyId = '', token = ''] = keyAndToken.split(' ');
    const content = seal.open(token.slice(MARK.length), Buffer.from(purposeOf(accessKeyId)));
    if (!content) throw invalidToken();
    return JSON.parse(inflateRawSync(content).toString());
  }, KEPT_CHARACTERS);
  return {
    begin: (session, seconds) => {
      const AccessKeyId = newKeyId('ASIA');
      const issued = clock.now();
      const Expiration = inSeconds(plusMilliseconds(issued, seconds * 1000));
      const whole = { ...session, issued: inSeconds(issued), expiration: Expiration };
      const content = deflateRawSync(JSON.stringify(whole));
      return {
        AccessKeyId,
        SecretAccessKey: secretOf(AccessKeyId),
        SessionToken: MARK + seal.seal(content, Buffer.from(purposeOf(AccessKeyId))),
        Expiration,
      };
    },
    find: (accessKeyId, token) => {
      if (!token?.startsWith(MARK)) {
        // As AWS does, instead of accepting it as an unknown key.
        if (isKeyId('ASIA', accessKeyId)) throw invalidToken();
        return undefined;
      }
      const session = open(`${accessKeyId} ${token}`);
      if (Date.parse(clock.now()) < Date.parse(session.expiration)) return session;
      throw ExpiredTokenException('The security token included in the request is expired');
    },
    secretOf,
  };
};

/** Distinguish what the same key seals. */
const prefixes = { off: '', strict: 'strict ' };

/** Secret keys are derived from the key's id, so that any node can verify signatures made with them. */
const derivation = (key: string, prefix: string): Sessions['secretOf'] => {
  const bytes = Buffer.from(key, 'base64');
  return (accessKeyId) =>
    createHmac('sha256', bytes)
      .update(`${prefix}secret of ${accessKeyId}`)
      .digest()
      .subarray(0, 30)
      .toString('base64');
};

const inSeconds = (moment: Timestamp): Timestamp => moment.replace(/\.\d{3}Z$/, 'Z');

const invalidToken = () =>
  UnrecognizedClientException(
    'The security token included in the request is invalid. It has to be sent as it was given, with its own access key, to ' +
      'a server with the same data.',
  );
