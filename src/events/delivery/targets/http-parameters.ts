import { readEventPath, valueAt } from '../../../kit/pattern/paths.ts';
import type { ConnectionSecrets, EventTarget } from '../../../model/event-bridge.ts';
import type { EventEnvelope } from '../../catalogue.ts';

type TargetParameters = NonNullable<EventTarget['HttpParameters']>;
type ConnectionParameters = NonNullable<ConnectionSecrets['InvocationHttpParameters']>;
type Parameter = { Key?: string | undefined; Value?: string | undefined };

/** Headers that EventBridge removes from targets and connections. Source: AWS docs, eb-api-destinations. */
const REMOVED_HEADERS = new Set(
  (
    'a-im accept-charset accept-datetime accept-encoding cache-control connection content-encoding content-length ' +
    'content-md5 date expect forwarded from host http2-settings if-match if-modified-since if-none-match if-range ' +
    'if-unmodified-since max-forwards origin pragma proxy-authorization range referer te trailer transfer-encoding ' +
    'user-agent upgrade via warning'
  ).split(' '),
);

/**
 * Returns the URL and headers of a call to an API destination. A target's value may be a path into the event, such as
 * `$.detail.catalog`. If both have the same key, the connection's value wins. Source: AWS API reference,
 * Target.HttpParameters.
 */
export const addressOf = (
  endpoint: string,
  event: EventEnvelope,
  target: TargetParameters | undefined,
  connection: ConnectionParameters | undefined,
): { url: URL; headers: Record<string, string> } => {
  const values = [...(target?.PathParameterValues ?? [])];
  const url = new URL(
    endpoint.replaceAll('*', () => encodeURIComponent(resolve(values.shift() ?? '', event))),
  );
  const query = {
    ...resolved(target?.QueryStringParameters ?? {}, event),
    ...pairsOf(connection?.QueryStringParameters),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const given = [
    ...Object.entries(resolved(target?.HeaderParameters ?? {}, event)),
    ...Object.entries(pairsOf(connection?.HeaderParameters)),
  ];
  const headers: Record<string, string> = {};
  for (const [name, value] of given) {
    const key = name.toLowerCase();
    if (!REMOVED_HEADERS.has(key)) headers[key] = value;
  }
  return { url, headers };
};

/** Adds the connection's BodyParameters to the body if that is a JSON object. */
export const bodyWith = (body: string, parameters: Parameter[] | undefined): string => {
  if (!parameters?.length) return body;
  const document = readObject(body);
  return document ? JSON.stringify({ ...document, ...pairsOf(parameters) }) : body;
};

/** A template may produce any text, so this returns undefined unless it is a JSON object. */
const readObject = (text: string): Record<string, unknown> | undefined => {
  try {
    const document = JSON.parse(text);
    return typeof document === 'object' && !Array.isArray(document) ? document : undefined;
  } catch {
    return undefined;
  }
};

export const pairsOf = (parameters: Parameter[] | undefined): Record<string, string> =>
  Object.fromEntries((parameters ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));

const resolved = (parameters: Record<string, string>, event: EventEnvelope): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, resolve(value, event)]));

/** Returns the value as it is, or what its path finds in the event; '' if that is null or missing. */
const resolve = (value: string, event: EventEnvelope): string => {
  const path = value.startsWith('$.') ? readEventPath(value) : undefined;
  if (!path) return value;
  const found = valueAt(event, path);
  if (found === undefined || found === null) return '';
  return typeof found === 'object' ? JSON.stringify(found) : String(found);
};
