import { upperFirst } from './names.ts';
import { goText } from './quote.ts';
import { ANY_SECRET, type Shape, type SnippetCall, UNKNOWN } from './shape.ts';
import { block, type Entry, type Language, STEP, writeValue } from './write-value.ts';

const fields = (entries: readonly Entry[], indent: string): string =>
  block(
    ['{', '}'],
    entries.map(({ name, code }) => `${upperFirst(name)}: ${code}`),
    indent,
  );

/** The type of the elements of a list or the values of a map, which are no pointers. */
const typeOf = (of: Shape, code: string | undefined): string => {
  switch (of.kind) {
    case 'structure':
      return `types.${of.name}`;
    case 'enum':
      return `types.${of.name}`;
    case 'timestamp':
      return 'time.Time';
    case 'boolean':
      return 'bool';
    case 'integer':
      return 'int32';
    case 'float':
      return 'float64';
    case 'blob':
      return '[]byte';
    default:
      return /^(types\.\w+)\{/.exec(code ?? '')?.[1] ?? 'string';
  }
};

/** Elements are no pointers, members are. */
const bare = (code: string): string =>
  /^aws\.(?:String|Int32|Bool|Float64|Time)\((.*)\)$/s.exec(code)?.[1] ??
  code.replace(/^&(?!types\.\w+Member)/, '');

const go: Language = {
  text: (value) => `aws.String(${goText(value)})`,
  number: (value, { kind }) =>
    kind === 'float' || !Number.isInteger(value) ? `aws.Float64(${value})` : `aws.Int32(${value})`,
  boolean: (value) => `aws.Bool(${value})`,
  timestamp: (value) => `aws.Time(${timeOf(value)})`,
  blob: (value) => `[]byte(${goText(atob(value))})`,
  enumValue: (value, name) => `types.${name}(${goText(value)})`,
  list: (items, of, indent) =>
    `[]${typeOf(of, items[0] && bare(items[0]))}${block(['{', '}'], items.map(bare), indent)}`,
  map: (entries, of, indent) =>
    `map[string]${typeOf(of, undefined)}${block(
      ['{', '}'],
      entries.map(({ name, code }) => `${goText(name)}: ${bare(code)}`),
      indent,
    )}`,
  structure: (entries, { name, isUnion }, indent) => {
    const [only] = entries;
    // A union is one of its members: PayloadMemberLeadInvitation.
    if (isUnion && only) {
      return `&types.${name}Member${upperFirst(only.name)}${block(['{', '}'], [`Value: ${bare(only.code)}`], indent)}`;
    }
    return `&types.${upperFirst(name)}${fields(entries, indent)}`;
  },
};

const timeOf = (value: string): string => {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return goText(value);
  const parts = [
    ...[date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()],
    ...[
      date.getUTCHours(),
      date.getUTCMinutes(),
      date.getUTCSeconds(),
      date.getUTCMilliseconds() * 1_000_000,
    ],
  ];
  return `time.Date(${parts.join(', ')}, time.UTC)`;
};

const MODULES = {
  'partnercentral-selling': 'partnercentralselling',
  events: 'eventbridge',
  sts: 'sts',
} as const;

/** Writes a call as a program with the AWS SDK for Go v2. */
export const asGo = ({
  service,
  operation,
  input,
  shape = UNKNOWN,
  endpoint,
  region,
  accessKeyId,
}: SnippetCall): string => {
  const module = MODULES[service];
  const indented = writeValue(go, input, { shape, member: '' }, '\t')
    .replace(/^&types\.\w*/, '')
    .replaceAll(STEP, '\t');
  const sdk = 'github.com/aws/aws-sdk-go-v2';
  const used = (text: string, path: string): string[] => (indented.includes(text) ? [`\t"${path}"`] : []);
  const credentials = `\t\tconfig.WithCredentialsProvider(credentials.NewStaticCredentialsProvider(${goText(accessKeyId ?? '')}, ${goText(ANY_SECRET)}, "")),`;
  return [
    'package main',
    '',
    'import (',
    '\t"context"',
    '\t"fmt"',
    '\t"log"',
    ...used('time.Date', 'time'),
    '',
    `\t"${sdk}/aws"`,
    `\t"${sdk}/config"`,
    ...(accessKeyId === undefined ? [] : [`\t"${sdk}/credentials"`]),
    `\t"${sdk}/service/${module}"`,
    ...used('types.', `${sdk}/service/${module}/types`),
    ')',
    '',
    'func main() {',
    '\tctx := context.Background()',
    '\tcfg, err := config.LoadDefaultConfig(ctx,',
    `\t\tconfig.WithRegion(${goText(region)}),`,
    ...(accessKeyId === undefined ? [] : [credentials]),
    '\t)',
    '\tif err != nil {',
    '\t\tlog.Fatal(err)',
    '\t}',
    `\tclient := ${module}.NewFromConfig(cfg, func(o *${module}.Options) {`,
    `\t\to.BaseEndpoint = aws.String(${goText(endpoint)})`,
    '\t})',
    `\tresponse, err := client.${operation}(ctx, &${module}.${operation}Input${indented})`,
    '\tif err != nil {',
    '\t\tlog.Fatal(err)',
    '\t}',
    '\tfmt.Printf("%+v\\n", response)',
    '}',
  ].join('\n');
};
