import { jsonOf, shellWord } from './quote.ts';
import { ANY_SECRET, type SnippetCall } from './shape.ts';

const TARGETS = {
  'partnercentral-selling': ['AWSPartnerCentralSelling.', '1.0'],
  events: ['AWSEvents.', '1.1'],
} as const;

/** Writes a call as a curl command. It needs curl 7.75, which signs. */
export const asCurl = ({ service, operation, input, endpoint, region, accessKeyId }: SnippetCall): string => {
  const user =
    accessKeyId === undefined
      ? '"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"'
      : shellWord(`${accessKeyId}:${ANY_SECRET}`);
  // One word, because not every shell splits what a variable holds.
  const token = `\${AWS_SESSION_TOKEN:+-HX-Amz-Security-Token:$AWS_SESSION_TOKEN}`;
  const content =
    service === 'sts'
      ? ['-H', 'Content-Type: application/x-www-form-urlencoded', '--data-binary', formOf(operation, input)]
      : jsonContent(service, operation, input);
  const words = content.map(shellWord);
  const pairs = Array.from({ length: words.length / 2 }, (_, at) => `${words[2 * at]} ${words[2 * at + 1]}`);
  return [
    `curl -sS ${shellWord(`${endpoint}/`)}`,
    `--aws-sigv4 ${shellWord(`aws:amz:${region}:${service}`)} --user ${user}`,
    ...(accessKeyId === undefined ? [token] : []),
    ...pairs,
  ].join(' \\\n  ');
};

const jsonContent = (
  service: 'partnercentral-selling' | 'events',
  operation: string,
  input: object,
): string[] => {
  const [prefix, version] = TARGETS[service];
  return [
    ...['-H', `Content-Type: application/x-amz-json-${version}`],
    ...['-H', `X-Amz-Target: ${prefix}${operation}`],
    ...['--data-binary', jsonOf(input)],
  ];
};

/** The query protocol names elements of lists `Name.member.1`. */
const formOf = (operation: string, input: object): string => {
  const parts: [string, string][] = [
    ['Action', operation],
    ['Version', '2011-06-15'],
  ];
  const add = (name: string, value: unknown): void => {
    if (Array.isArray(value)) for (const [at, each] of value.entries()) add(`${name}.member.${at + 1}`, each);
    else if (typeof value === 'object' && value !== null) {
      for (const [inner, each] of Object.entries(value)) add(`${name}.${inner}`, each);
    } else parts.push([name, String(value)]);
  };
  for (const [name, value] of Object.entries(input)) add(name, value);
  return parts
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`)
    .join('&');
};
