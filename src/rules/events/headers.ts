import { isFramingHeader, isHeaderName } from '../../kit/http/headers.ts';
import type { ConnectionSecrets, EventTarget } from '../../model/event-bridge.ts';
import { readArn } from './targets.ts';

/**
 * Which headers users may have sent to their targets. EventBridge removes those that frame a request (AWS docs:
 * eb-api-destinations, "Headers included in requests") or does not permit them (AWS docs: eb-api-gateway-target). This
 * server refuses them where they are written, so that a user learns of it, and leaves them out where they are sent
 * (`kit/http/headers.ts`), so that those stored before are harmless.
 */

/** A header's name and value. */
type Header = readonly [name: string, value: string];

/** "the following HTTP header keys aren't permitted", beside those that frame a request. AWS docs: eb-api-gateway-target. */
const NOT_FOR_API_GATEWAY: ReadonlySet<string> = new Set([
  ...['authorization', 'content-encoding', 'max-forwards', 'via', 'www-authenticate', 'x-forwarded-for'],
]);

const isForApiGateway = (name: string): boolean =>
  !NOT_FOR_API_GATEWAY.has(name.toLowerCase()) && !/^x-amzn?/i.test(name);

/** Returns the faults of all headers of a connection, as sentences. */
export const connectionHeaderFaults = ({
  ApiKeyAuthParameters: key,
  OAuthParameters: oauth,
  InvocationHttpParameters: invocation,
}: Partial<ConnectionSecrets>): string[] => [
  ...apiKeyFaults(key?.ApiKeyName ?? '', key?.ApiKeyValue ?? ''),
  ...headerFaults('OAuthHttpParameters', listed(oauth?.OAuthHttpParameters)),
  ...headerFaults('InvocationHttpParameters', listed(invocation)),
];

/** Returns the faults of a target's headers, as sentences. A value that is a path is checked when it is sent. */
export const targetHeaderFaults = ({
  Arn,
  HttpParameters,
}: Pick<EventTarget, 'Arn' | 'HttpParameters'>): string[] => {
  const headers = Object.entries(HttpParameters?.HeaderParameters ?? {});
  const refused =
    readArn(Arn).service === 'execute-api' ? headers.filter(([name]) => !isForApiGateway(name)) : [];
  return [
    ...headerFaults('HttpParameters', headers),
    ...refused.map(([name]) => invalid('HttpParameters', `API Gateway does not permit the header ${name}.`)),
  ];
};

/**
 * The model of the service allows blanks and letters beyond ASCII in the name of an API key. Such a name is accepted, as at
 * EventBridge, and no request with it can be sent: its events become dead letters with INVALID_PARAMETER.
 */
const apiKeyFaults = (name: string, value: string): string[] => {
  if (isFramingHeader(name)) return [notPermitted('ApiKeyName', name.trim())];
  return BREAK.test(name + value)
    ? [invalid('ApiKeyAuthParameters', 'The name or the value has a line break or U+0000.')]
    : [];
};

const listed = (parameters: ConnectionSecrets['InvocationHttpParameters']): Header[] =>
  (parameters?.HeaderParameters ?? []).map(({ Key = '', Value = '' }) => [Key, Value]);

const headerFaults = (where: string, headers: readonly Header[]): string[] =>
  headers.flatMap(([name, value]) => {
    if (isFramingHeader(name)) return [notPermitted(where, name)];
    if (!isHeaderName(name))
      return [invalid(where, `${JSON.stringify(name)} is not a valid name of a header.`)];
    return BREAK.test(value) ? [invalid(where, `The value of ${name} has a line break or U+0000.`)] : [];
  });

/** What ends a header's value, or the text of some receivers. RFC 9110, 5.5. */
const BREAK = /[\r\n\0]/;

const notPermitted = (where: string, name: string): string =>
  invalid(
    where,
    `The header ${name} is not permitted, because it belongs to the connection that carries the request.`,
  );

const invalid = (where: string, reason: string): string =>
  `Parameter ${where} is not valid. Reason: ${reason}`;
