import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../flow/clock.ts';
import { chain, type MaybePromise } from '../flow/maybe-promise.ts';
import { remember } from '../flow/remember.ts';
import {
  IncompleteSignatureException,
  InvalidSignatureException,
  MissingAuthenticationTokenException,
  UnrecognizedClientException,
} from '../service/errors.ts';
import { ALGORITHM, type Authorization, parseAuthorization, type Scope } from './authorization.ts';
import { canonicalRequest } from './canonical-request.ts';
import { hmacWith, type PreparedKey, prepareKey } from './hmac.ts';
import type { SignedRequest } from './signed-request.ts';

/** A key pair. */
export interface SigningKey {
  accessKeyId: string;
  secretAccessKey: string;
}

export interface SigV4Options<Key extends SigningKey> {
  /** Finds the key with this id; undefined if there is none. Gets the request too, for keys that come with a token. */
  findKey(accessKeyId: string, request: SignedRequest): MaybePromise<Key | undefined>;
  /** The region that requests have to be signed for. */
  region: string;
  /** What the time of a signature is compared with. */
  clock: Clock;
}

const BODY_HASH = 'x-amz-content-sha256';
/** How far a caller's clock may be off: AWS IAM, "Signing AWS API requests". */
const MAX_SKEW_MINUTES = 15;

/**
 * Makes the function that checks AWS Signature Version 4 in the `Authorization` header: the request, its body too, is as
 * the holder of a key signed it for this service and region, and not longer than 15 minutes ago. Within that time it may
 * come again, as at AWS: whoever must not repeat it sends a ClientToken. It answers the key, without a promise if `findKey`
 * does, and throws the authentication errors of `kit/service/errors.ts`, and what `findKey` throws. With `at`, the signature's
 * time is compared with that moment.
 */
export const createSigV4Verifier = <Key extends SigningKey>({
  findKey,
  region,
  clock,
}: SigV4Options<Key>): ((request: SignedRequest, service: string, at?: string) => MaybePromise<Key>) => {
  return (request, service, at) => {
    const { scope, signature } = authorizationOf(request);
    const time = timeOf(request);
    return chain(findKey(scope.accessKeyId, request), (key) => {
      if (!key) throw unknownKey();
      checkScope(scope, { region, service }, time);
      checkTime(time, at ?? clock.now());
      checkSignedHeaders(scope, request);
      const payloadHash = hashOf(request);
      for (const query of readingsOf(request.query)) {
        const canonical = canonicalRequest(request, { query, scope, payloadHash });
        if (isSame(signatureOf(canonical, scope, key, time), signature)) return key;
      }
      throw InvalidSignatureException(
        'The signature is not the one of this request and this key. Check the secret access key, and that nothing changes the request on its way.',
      );
    });
  };
};

/** Reads the `Authorization` header. Throws if there is none, or if it is not one of Signature Version 4. */
export const authorizationOf = ({ headers }: Pick<SignedRequest, 'headers'>): Authorization => {
  if (headers.authorization) return parseAuthorization(headers.authorization);
  throw MissingAuthenticationTokenException(
    'The request is not signed. Sign it with AWS Signature Version 4 in its Authorization header.',
  );
};

/** The error for a key that does not exist, is inactive or was revoked. It does not tell which. */
export const unknownKey = () =>
  UnrecognizedClientException(
    'The access key id is not known here, or is inactive. The operator of the server gives keys.',
  );

const timeForm = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

const timeOf = ({ headers }: SignedRequest): string => {
  const time = headers['x-amz-date'];
  if (typeof time === 'string' && timeForm.test(time)) return time;
  throw IncompleteSignatureException(
    'The request needs an X-Amz-Date header, with a moment such as 20261123T093000Z.',
  );
};

/** AWS docs: IAM user guide, "Troubleshoot signed requests", "Credential scope errors". */
const checkScope = (
  scope: Scope,
  { region, service }: Pick<Scope, 'region' | 'service'>,
  time: string,
): void => {
  if (scope.service !== service) {
    throw InvalidSignatureException(`Credential should be scoped to correct service: '${service}'.`);
  }
  if (scope.region !== region) {
    throw InvalidSignatureException(
      `Credential should be scoped to a valid region, not '${scope.region}'. The region of this server is ${region}.`,
    );
  }
  if (!time.startsWith(scope.date)) {
    throw InvalidSignatureException("The date in the credential's scope is not the one of X-Amz-Date.");
  }
};

/** Milliseconds since 1970. The requests of a second have the same. */
const momentOf = remember((time) => Date.parse(time.replace(timeForm, '$1-$2-$3T$4:$5:$6Z')), 4_096);

let latest = { now: '', milliseconds: Number.NaN };

/** Milliseconds since 1970, of the server's clock. Caches those of the current one, because it is read often. */
const millisecondsOf = (now: string): number => {
  if (now !== latest.now) latest = { now, milliseconds: Date.parse(now) };
  return latest.milliseconds;
};

const checkTime = (time: string, now: string): void => {
  const skew = Math.abs(millisecondsOf(now) - momentOf(time));
  // Not a number if the digits are no moment, such as month 13.
  if (skew <= MAX_SKEW_MINUTES * 60_000) return;
  throw InvalidSignatureException(
    `X-Amz-Date is more than ${MAX_SKEW_MINUTES} minutes from the server's time, ${now}. Set the clock.`,
  );
};

const SIGNED = ['host', 'x-amz-date', 'x-amz-target'];

/** What has to be signed for a signature to mean this request, and not another one of the same key. */
const checkSignedHeaders = ({ signedHeaders }: Scope, { headers }: SignedRequest): void => {
  for (const name of SIGNED) {
    if (headers[name] === undefined || signedHeaders.includes(name)) continue;
    throw InvalidSignatureException(`The header ${name} has to be one of the SignedHeaders.`);
  }
};

/** The hash of the body as it came. A caller that says what the hash is has to say the same. */
const hashOf = ({ headers, body }: SignedRequest): string => {
  const sha256 = hash('sha256', body, 'hex');
  const said = headers[BODY_HASH];
  if (said === undefined || said === sha256) return sha256;
  throw InvalidSignatureException(`${BODY_HASH} is not the SHA-256 of the body. The body has to be signed.`);
};

/** The bytes of a signature in hexadecimal. */
const SIGNATURE_BYTES = 64;
const compared = [Buffer.alloc(SIGNATURE_BYTES), Buffer.alloc(SIGNATURE_BYTES)] as const;

/** Compares in constant time, so that the time does not reveal where the difference is. */
const isSame = (expected: string, given: string): boolean => {
  const [left, right] = compared;
  left.write(expected, 'latin1');
  // The last character may be cut if it has several bytes.
  return (
    given.length === SIGNATURE_BYTES && right.write(given) === SIGNATURE_BYTES && timingSafeEqual(left, right)
  );
};

/** Signs a canonical request. AWS docs: IAM user guide, "Create a signed AWS API request". */
const signatureOf = (canonical: string, scope: Scope, key: SigningKey, time: string): string => {
  const toSign = `${ALGORITHM}\n${time}\n${scope.credentialScope}\n${hash('sha256', canonical, 'hex')}`;
  return hmacWith(derivedKeyOf(key, scope), toSign);
};

/** By scope, and so as long as that is remembered. */
const derivedKeys = new WeakMap<Scope, { secret: string; derived: PreparedKey }>();

/** Derives the key of a day. AWS docs: IAM user guide, "Create a signed AWS API request", "Derive a signing key". */
const derivedKeyOf = ({ secretAccessKey: secret }: SigningKey, scope: Scope): PreparedKey => {
  const known = derivedKeys.get(scope);
  if (known?.secret === secret) return known.derived;
  const { date, region, service } = scope;
  const bytes = [date, region, service, 'aws4_request'].reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`));
  const derived = prepareKey(bytes);
  derivedKeys.set(scope, { secret, derived });
  return derived;
};

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Decoded names and values. */
type Query = [name: string, value: string][];

const NO_QUERY: readonly Query[] = [[]];
/** The most pairs of a query. */
const MOST_PAIRS = 1_000;

/**
 * How the query may have been signed. An empty pair, as in `a=1&&b=2`, is `=` for botocore, and nothing for the SDKs for
 * Go and JavaScript; it means nothing here, so both are right. A name without a value is signed as `name=`.
 * Source: AWS docs, "Create a signed AWS API request"; botocore, SigV4Auth.canonical_query_string.
 */
const readingsOf = (text: string): readonly Query[] => {
  if (text === '') return NO_QUERY;
  const pairs = text.split('&');
  if (pairs.length > MOST_PAIRS) {
    throw InvalidSignatureException(`The query of the URL has more than ${MOST_PAIRS} parts.`);
  }
  const given = pairs.filter(Boolean);
  return given.length === pairs.length ? [readPairs(pairs)] : [readPairs(pairs), readPairs(given)];
};

const readPairs = (pairs: readonly string[]): Query =>
  pairs.map((pair) => {
    const end = pair.includes('=') ? pair.indexOf('=') : pair.length;
    return [decode(pair.slice(0, end)), decode(pair.slice(end + 1))];
  });

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw InvalidSignatureException('The query of the URL is not percent-encoded UTF-8.');
  }
};
