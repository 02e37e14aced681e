import { createHash, createHmac } from 'node:crypto';

/**
 * Signature Version 4 by AWS's documentation alone, independent of the SDK's signer: AWS docs: IAM user guide, "Create a
 * signed AWS API request". Only what the tests need: the path is normalized, as for every service but S3.
 */
export interface ToSign {
  method: string;
  /** Not percent-encoded. */
  path: string;
  /** Names and values, not percent-encoded. */
  query: readonly (readonly [string, string])[];
  /** Names in lower case. A name may come several times. */
  headers: readonly (readonly [string, string])[];
  /** Joined with `;`. */
  signedHeaders: string;
  body: string;
}

export interface SigningScope {
  secretAccessKey: string;
  /** `YYYYMMDDTHHMMSSZ` */
  time: string;
  region: string;
  service: string;
}

/** Returns the signature in hex. */
export const signAsDocumented = (
  request: ToSign,
  { secretAccessKey, time, region, service }: SigningScope,
): string => {
  const scope = [time.slice(0, 8), region, service, 'aws4_request'];
  const text = ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(canonicalRequest(request))].join('\n');
  const key = scope.reduce<Buffer>(hmac, Buffer.from(`AWS4${secretAccessKey}`));
  return hmac(key, text).toString('hex');
};

const canonicalRequest = ({ method, path, query, headers, signedHeaders, body }: ToSign): string => {
  const names = signedHeaders.split(';');
  const valuesOf = (name: string) =>
    headers.filter(([each]) => each === name).map(([, value]) => value.trim().replace(/\s+/g, ' '));
  const pairs = query.map(([name, value]) => [encode(name), encode(value)] as const);
  return [
    method,
    normalize(path).split('/').map(encode).join('/'),
    pairs
      .sort(byNameThenValue)
      .map((pair) => pair.join('='))
      .join('&'),
    names.map((name) => `${name}:${valuesOf(name).join(',')}\n`).join(''),
    signedHeaders,
    sha256(body),
  ].join('\n');
};

const byNameThenValue = (a: readonly [string, string], b: readonly [string, string]): number => {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  return a[1] < b[1] ? -1 : 1;
};

/** RFC 3986, 5.2.4, and no empty segments. */
const normalize = (path: string): string => {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return `/${segments.join('/')}${segments.length > 0 && path.endsWith('/') ? '/' : ''}`;
};

/** Encodes every byte but RFC 3986's unreserved characters. */
const encode = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[\w.~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
