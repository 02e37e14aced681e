import type { Outcome, RequestEntry } from '../../operator/request-schemas.ts';
import { accessKeyIdIn, splitOperation } from '../call-facts.ts';
import type { Kept } from './kept.ts';
import { messageIn } from './read-error.ts';

/** Returns a call as lists show it. Reads the bodies that are kept, so it is called only for calls that are asked for. */
export const entryOf = (kept: Kept, node: string): RequestEntry => {
  const { account, access, status, errorCode, head, bodies } = kept;
  const accessKeyId = accessKeyIdIn(head?.headers.authorization);
  const [service, operation] = serviceOf(kept);
  const named = namedIn(kept);
  const catalog = /"Catalog"\s*:\s*"(AWS|Sandbox)"/.exec(named[0])?.[1] ?? catalogOf(access?.resource);
  const message = errorCode === undefined ? undefined : messageIn(bodies?.response);
  return {
    id: kept.id,
    time: kept.time,
    realTime: new Date(kept.realTimeMs).toISOString(),
    ...(account !== undefined && { account }),
    ...(accessKeyId !== undefined && { accessKeyId }),
    service,
    ...(operation !== undefined && { operation }),
    ...(catalog !== undefined && { catalog }),
    status,
    outcome: outcomeOf(kept),
    ...(errorCode !== undefined && { errorCode }),
    ...(message !== undefined && { message }),
    milliseconds: Math.round(kept.milliseconds * 10) / 10,
    requestBytes: kept.requestBytes,
    responseBytes: kept.responseLength,
    resources: resourcesIn(named),
    node,
  };
};

/** Returns the service and the operation. A call without an operation is for the service that its head is for. */
export const serviceOf = ({
  operation,
  head,
  contentType,
}: Kept): [service: string, operation: string | undefined] => {
  const [service, name] = splitOperation(operation);
  if (name !== undefined) return [service, name];
  if (String(head?.headers['x-amz-target']).startsWith('AWSEvents.')) return ['events', undefined];
  return [contentType?.startsWith('text/xml') ? 'sts' : service, undefined];
};

/** Errors that say that the caller is unknown, or may not do this. */
const DENIALS =
  /^(AccessDenied|UnrecognizedClient|MissingAuthenticationToken|IncompleteSignature|InvalidSignature|InvalidClientTokenId|SignatureDoesNotMatch|ExpiredToken|Unauthorized)/;

export const outcomeOf = ({ status, errorCode = '', isDropped }: Kept): Outcome => {
  if (isDropped) return 'dropped';
  if (DENIALS.test(errorCode)) return 'denied';
  if (errorCode.startsWith('Throttling')) return 'throttled';
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'ok';
};

/**
 * What is kept of the body of the request; that of STS with its escapes read. Its bytes are not decoded: ids, ARNs and catalogs are ASCII,
 * which is the same in UTF-8 and Latin-1.
 */
const requestText = ({ bodies, head }: Kept): string => {
  const text = bodies?.request ?? '';
  if (!/urlencoded/.test(head?.headers['content-type'] ?? '')) return text;
  return [...new URLSearchParams(text).values()].map((value) => JSON.stringify(value)).join('\n');
};

/** The texts that have the ids and ARNs which a call names. */
export const namedIn = (kept: Kept): [request: string, decidedFor: string, response: string] => [
  requestText(kept),
  `"${kept.access?.resource ?? ''}"`,
  kept.bodies?.response ?? '',
];

const catalogOf = (arn = ''): string | undefined => /:catalog\/(AWS|Sandbox)(\/|$)/.exec(arn)?.[1];

const MOST_RESOURCES = 20;
const NAME =
  /(?<=["<>])(?:O\d{1,19}|S-\d{1,19}|(?:eng|engi|task|job)-[0-9a-z]{13,14}|arn:aws[a-z-]*:[\w.*+=,@:/-]{1,300})(?=["<>])/g;

/** Returns the ids and ARNs that a call names, each once, those of the request first. */
const resourcesIn = (texts: readonly string[]): string[] => {
  const names = new Set<string>();
  for (const text of texts) {
    for (const [name] of text.matchAll(NAME)) {
      if (names.size >= MOST_RESOURCES) return [...names];
      if (!name.endsWith('*')) names.add(name);
    }
  }
  return [...names];
};
