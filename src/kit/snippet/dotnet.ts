import { upperFirst } from './names.ts';
import { csharpText } from './quote.ts';
import { ANY_SECRET, type Shape, type SnippetCall, UNKNOWN } from './shape.ts';
import { block, type Entry, type Language, STEP, writeValue } from './write-value.ts';

const typeOf = (of: Shape, code: string | undefined): string => {
  switch (of.kind) {
    case 'structure':
      return of.name;
    case 'boolean':
      return 'bool';
    case 'integer':
      return 'int';
    case 'float':
      return 'double';
    case 'timestamp':
      return 'DateTime';
    case 'blob':
      return 'MemoryStream';
    default:
      return /^new (\w+) \{/.exec(code ?? '')?.[1] ?? 'string';
  }
};

const created = (type: string, entries: readonly Entry[], indent: string): string =>
  `new ${type} ${block(
    ['{', '}'],
    entries.map(({ name, code }) => `${upperFirst(name)} = ${code}`),
    indent,
  )}`;

const csharp: Language = {
  text: csharpText,
  number: String,
  boolean: String,
  timestamp: (value) => `DateTime.Parse(${csharpText(value)}, null, DateTimeStyles.RoundtripKind)`,
  blob: (value) => `new MemoryStream(Convert.FromBase64String(${csharpText(value)}))`,
  list: (items, of, indent) => `new List<${typeOf(of, items[0])}> ${block(['{', '}'], items, indent)}`,
  map: (entries, of, indent) =>
    `new Dictionary<string, ${typeOf(of, undefined)}> ${block(
      ['{', '}'],
      entries.map(({ name, code }) => `[${csharpText(name)}] = ${code}`),
      indent,
    )}`,
  structure: (entries, { name }, indent) => created(upperFirst(name), entries, indent),
};

const CLIENTS = {
  'partnercentral-selling': ['AmazonPartnerCentralSelling', 'Amazon.PartnerCentralSelling'],
  events: ['AmazonEventBridge', 'Amazon.EventBridge'],
  sts: ['AmazonSecurityTokenService', 'Amazon.SecurityToken'],
} as const;

/** Writes a call as a program with the AWS SDK for .NET. */
export const asDotNet = ({
  service,
  operation,
  input,
  shape = UNKNOWN,
  endpoint,
  region,
  accessKeyId,
}: SnippetCall): string => {
  const [client, namespace] = CLIENTS[service];
  const top: Shape = shape.kind === 'structure' ? { ...shape, name: `${operation}Request` } : shape;
  const request = writeValue(csharp, input, { shape: top, member: `${operation}Request` });
  const used = (text: string, name: string): string[] => (request.includes(text) ? [`using ${name};`] : []);
  const credentials =
    accessKeyId === undefined
      ? ''
      : `new BasicAWSCredentials(${csharpText(accessKeyId)}, ${csharpText(ANY_SECRET)}), `;
  return [
    'using System;',
    ...used('List<', 'System.Collections.Generic'),
    ...used('Dictionary<', 'System.Collections.Generic').filter(() => !request.includes('List<')),
    ...used('DateTimeStyles', 'System.Globalization'),
    ...used('MemoryStream', 'System.IO'),
    ...(accessKeyId === undefined ? [] : ['using Amazon.Runtime;']),
    `using ${namespace};`,
    `using ${namespace}.Model;`,
    '',
    `var client = new ${client}Client(${credentials}new ${client}Config`,
    '{',
    `${STEP}ServiceURL = ${csharpText(endpoint)},`,
    `${STEP}AuthenticationRegion = ${csharpText(region)},`,
    '});',
    `var request = ${request};`,
    `var response = await client.${operation}Async(request);`,
    'Console.WriteLine(response.HttpStatusCode);',
  ].join('\n');
};
