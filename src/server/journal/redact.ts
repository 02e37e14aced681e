import type { IncomingHttpHeaders } from 'node:http';

/** What stands in the place of a secret. */
const REDACTED = '(redacted)';

/**
 * Members that are credentials, of connections and temporary keys: those with the trait `sensitive` in the models of EventBridge
 * and STS. What Partner Central's model calls sensitive is data of customers; it is what the request is about, and kept only as
 * bodies are.
 */
const SECRET_MEMBERS = new Set([
  'ApiKeyValue',
  'ClientSecret',
  'Password',
  'SecretAccessKey',
  'SessionToken',
  'WebIdentityToken',
  'SAMLAssertion',
  'TradeInToken',
  'TokenCode',
]);
/** A connection's lists of `{ Key, Value, IsValueSecret }`, and a target's maps of headers and the like. */
const PARAMETERS = new Set(['HeaderParameters', 'QueryStringParameters', 'BodyParameters']);
const SECRET_NAME = /auth|token|secret|password|key|signature|credential|cookie/i;

/** Returns a copy of a JSON value without secrets. */
export const redactJson = (value: unknown, isParameter = false): unknown => {
  if (Array.isArray(value)) return value.map((element) => redactJson(element, isParameter));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const isSecret = SECRET_MEMBERS.has(name) || (isParameter && isSecretParameter(name));
      return [name, isSecret ? REDACTED : redactJson(member, PARAMETERS.has(name))];
    }),
  );
};

const isSecretParameter = (name: string): boolean =>
  name === 'Value' || (!['Key', 'IsValueSecret'].includes(name) && SECRET_NAME.test(name));

/** Whether a text that cannot be read as JSON names a secret, so that it may hold one. */
export const namesSecret = (text: string): boolean =>
  [...SECRET_MEMBERS, ...PARAMETERS].some((name) => text.includes(name));

/** Returns the XML of STS without secrets. */
export const redactXml = (text: string): string =>
  text.replace(/<(\w+)>[^<]*/g, (whole, name: string) =>
    SECRET_MEMBERS.has(name) ? `<${name}>${REDACTED}` : whole,
  );

/** Returns a form without secrets. */
export const redactForm = (text: string): string =>
  text.replace(/(^|&)([^=&]*)=([^&]*)/g, (whole, before: string, name: string) =>
    SECRET_MEMBERS.has(decoded(name)) || isSecretHeader(decoded(name))
      ? `${before}${name}=${encodeURIComponent(REDACTED)}`
      : whole,
  );

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
};

/** Returns the path of a request without the secrets of a presigned URL. */
export const redactUrl = (url: string): string => {
  const at = url.indexOf('?');
  return at < 0 ? url : url.slice(0, at + 1) + redactForm(url.slice(at + 1));
};

/** Returns headers without secrets: of the signature, its scope and what it covers stay. */
export const redactHeaders = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]): [string, string] => [
      name,
      shownHeader(name, String(value)),
    ]),
  );

const shownHeader = (name: string, value: string): string => {
  if (name !== 'authorization') return isSecretHeader(name) ? REDACTED : value;
  const isSignature = /^AWS4-[\w-]+\s/.test(value) && /Signature=/.test(value);
  return isSignature ? value.replace(/Signature=[^,\s]*/g, `Signature=${REDACTED}`) : REDACTED;
};

const isSecretHeader = (name: string): boolean =>
  /^(x-amz-(security-token|signature)|cookie|proxy-authorization|x-api-key)$/i.test(name) ||
  /(token|secret|password)$/i.test(name);
