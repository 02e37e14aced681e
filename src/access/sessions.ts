import { createHash, createHmac, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Clock } from '../kit/flow/clock.ts';
import { plusMilliseconds } from '../kit/flow/clock.ts';
import { ExpiredTokenException, UnrecognizedClientException } from '../kit/service/errors.ts';
import { createSeal } from '../kit/service/seal.ts';
import type { Timestamp } from '../model/contract.ts';
import { base32 } from './base32.ts';
import type { Session } from './caller.ts';

/** What AssumeRole and GetSessionToken give. */
export interface TemporaryCredentials {
  AccessKeyId: string;
  SecretAccessKey: string;
  SessionToken: string;
  /** In whole seconds. */
  Expiration: Timestamp;
}

/**
 * Makes and reads temporary keys. Nothing is kept of them: the session is sealed into its token, so that every node that
 * has the key of the seal knows it, also after a restart.
 */
export interface Sessions {
  /** Credentials that stand for the session for so many seconds from now. */
  begin(session: Omit<Session, 'expiration'>, seconds: number): TemporaryCredentials;
  /**
   * The session of a temporary key and the token that came with it; undefined where neither was made by a cosell server.
   * @throws UnrecognizedClientException where the token is missing, damaged, of another key or of another server's data
   * @throws ExpiredTokenException by the server's clock, which the operator can move
   */
  find(accessKeyId: string, token: string | undefined): Session | undefined;
}

/** Begins every token, so that one of AWS's own, in an environment of a developer, is not taken for a damaged one. */
const MARK = 'Y29zZWxs';
const KEY_PREFIX = 'ASIA';
const RANDOM_BYTES = 8;
const CHECK_LENGTH = 4;
const keyForm = /^ASIA([A-Z2-7]{12})([A-Z2-7]{4})$/;

/** `key`: one of `newSealKey`, the same on every node. */
export const createSessions = (key: string, clock: Clock): Sessions => {
  const seal = createSeal(key);
  return {
    begin: (session, seconds) => {
      const AccessKeyId = newAccessKeyId();
      const Expiration = plusMilliseconds(clock.now(), seconds * 1000).replace(/\.\d{3}Z$/, 'Z');
      const content = deflateRawSync(JSON.stringify({ ...session, expiration: Expiration }));
      return {
        AccessKeyId,
        // Derived, so that any node can check a signature that was made with it.
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
        if (isOurs(accessKeyId)) throw invalidToken();
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

/**
 * `ASIA`, twelve random characters, and four that follow from them: 20 characters, as AWS's are. A key that came without
 * its token is known by them, and is refused as at AWS instead of being taken for just any key.
 */
const newAccessKeyId = (): string => {
  const random = base32(randomBytes(RANDOM_BYTES)).slice(0, 12);
  return KEY_PREFIX + random + checkOf(random);
};

const isOurs = (accessKeyId: string): boolean => {
  const [, random, check] = keyForm.exec(accessKeyId) ?? [];
  return random !== undefined && check === checkOf(random);
};

const checkOf = (random: string): string =>
  base32(createHash('sha256').update(`cosell ${random}`).digest()).slice(0, CHECK_LENGTH);

const invalidToken = () =>
  UnrecognizedClientException(
    'The security token included in the request is invalid. It has to be sent as it was given, with its own access key, to ' +
      'a server with the same data.',
  );
