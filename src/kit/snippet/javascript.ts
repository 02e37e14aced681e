import { isPlainName } from './names.ts';
import { jsonText } from './quote.ts';
import { ANY_SECRET, type SnippetCall, UNKNOWN } from './shape.ts';
import { block, type Entry, type Language, writeValue } from './write-value.ts';

const keyOf = (name: string): string => {
  // Unquoted or quoted, this name would set the prototype.
  if (name === '__proto__') return '["__proto__"]';
  return isPlainName(name) ? name : jsonText(name);
};
const object = (entries: readonly Entry[], indent: string): string =>
  block(
    ['{', '}'],
    entries.map(({ name, code }) => `${keyOf(name)}: ${code}`),
    indent,
  );

const javascript: Language = {
  text: jsonText,
  number: String,
  boolean: String,
  timestamp: (value) => `new Date(${jsonText(value)})`,
  blob: (value) => `Buffer.from(${jsonText(value)}, "base64")`,
  list: (items, _of, indent) => block(['[', ']'], items, indent),
  map: (entries, _of, indent) => object(entries, indent),
  structure: (entries, _at, indent) => object(entries, indent),
};

const CLIENTS = {
  'partnercentral-selling': ['PartnerCentralSellingClient', '@aws-sdk/client-partnercentral-selling'],
  events: ['EventBridgeClient', '@aws-sdk/client-eventbridge'],
  sts: ['STSClient', '@aws-sdk/client-sts'],
} as const;

/** Writes a call as a module with the AWS SDK for JavaScript v3. */
export const asJavaScript = (call: SnippetCall): string => {
  const { service, operation, input, shape = UNKNOWN, endpoint, region, accessKeyId } = call;
  const [client, module] = CLIENTS[service];
  const options = [
    `endpoint: ${jsonText(endpoint)}`,
    `region: ${jsonText(region)}`,
    ...(accessKeyId === undefined
      ? []
      : [`credentials: { accessKeyId: ${jsonText(accessKeyId)}, secretAccessKey: ${jsonText(ANY_SECRET)} }`]),
  ];
  return [
    `import { ${client}, ${operation}Command } from "${module}";`,
    '',
    `const client = new ${client}(${block(['{', '}'], options, '')});`,
    `const response = await client.send(new ${operation}Command(${writeValue(javascript, input, { shape, member: '' })}));`,
    'console.log(JSON.stringify(response, null, 2));',
  ].join('\n');
};
