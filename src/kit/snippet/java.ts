import { lowerFirst, upperFirst } from './names.ts';
import { javaText } from './quote.ts';
import { ANY_SECRET, type Shape, type SnippetCall, UNKNOWN } from './shape.ts';
import { type Entry, type Language, STEP, type StructureAt, writeValue } from './write-value.ts';

/** A list of enums has a setter of its own for texts. */
const setterOf = ({ name, shape }: Entry): string => {
  const isEnums = shape.kind === 'list' && shape.of().kind === 'enum';
  return lowerFirst(name) + (isEnums ? 'WithStrings' : '');
};

const java: Language = {
  text: javaText,
  number: (value) =>
    Number.isInteger(value) && Math.abs(value) > 2_147_483_647 ? `${value}L` : String(value),
  boolean: String,
  timestamp: (value) => `Instant.parse(${javaText(value)})`,
  blob: (value) => `SdkBytes.fromByteArray(Base64.getDecoder().decode(${javaText(value)}))`,
  list: (items, _of, indent) => `List.of(${broken(items, indent)})`,
  map: (entries, _of, indent) =>
    `Map.ofEntries(${broken(
      entries.map(({ name, code }) => `Map.entry(${javaText(name)}, ${code})`),
      indent,
    )})`,
  structure: (entries, { name }, indent) => builder(upperFirst(name), entries, indent),
};

const broken = (items: readonly string[], indent: string): string =>
  items.length === 0 ? '' : `\n${items.map((item) => `${indent}${STEP}${item}`).join(',\n')}`;

const builder = (type: string, entries: readonly Entry[], indent: string): string => {
  const setters = entries.map((entry) => `\n${indent}${STEP}.${setterOf(entry)}(${entry.code})`);
  return `${type}.builder()${setters.join('')}\n${indent}${STEP}.build()`;
};

const CLIENTS = {
  'partnercentral-selling': ['PartnerCentralSellingClient', 'partnercentralselling'],
  events: ['EventBridgeClient', 'eventbridge'],
  sts: ['StsClient', 'sts'],
} as const;

/** Writes a call as a program with the AWS SDK for Java 2.x. */
export const asJava = (call: SnippetCall): string => {
  const { service, operation, input, shape = UNKNOWN, endpoint, region, accessKeyId } = call;
  const [client, module] = CLIENTS[service];
  const at: StructureAt = { name: `${operation}Request`, isUnion: false, isElement: false };
  const request = writeValue(
    { ...java, structure: topLevel(at) },
    input,
    { shape: topShape(shape), member: at.name },
    STEP + STEP,
  );
  const used = (text: string, line: string): string[] => (request.includes(text) ? [line] : []);
  const credentials = `.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(${javaText(accessKeyId ?? '')}, ${javaText(ANY_SECRET)})))`;
  return [
    'import java.net.URI;',
    ...used('Instant.', 'import java.time.Instant;'),
    ...used('Base64.', 'import java.util.Base64;'),
    ...used('List.of', 'import java.util.List;'),
    ...used('Map.ofEntries', 'import java.util.Map;'),
    ...(accessKeyId === undefined
      ? []
      : [
          'import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;',
          'import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;',
        ]),
    ...used('SdkBytes.', 'import software.amazon.awssdk.core.SdkBytes;'),
    'import software.amazon.awssdk.regions.Region;',
    `import software.amazon.awssdk.services.${module}.${client};`,
    `import software.amazon.awssdk.services.${module}.model.*;`,
    '',
    'class Call {',
    `${STEP}public static void main(String[] args) {`,
    `${STEP}${STEP}var client = ${client}.builder()`,
    `${STEP.repeat(3)}.endpointOverride(URI.create(${javaText(endpoint)}))`,
    `${STEP.repeat(3)}.region(Region.of(${javaText(region)}))`,
    ...(accessKeyId === undefined ? [] : [`${STEP.repeat(3)}${credentials}`]),
    `${STEP.repeat(3)}.build();`,
    `${STEP}${STEP}var request = ${request};`,
    `${STEP}${STEP}System.out.println(client.${lowerFirst(operation)}(request));`,
    `${STEP}}`,
    '}',
  ].join('\n');
};

/** The input's own structure has the name of the request, whatever the model calls it. */
const topShape = (shape: Shape): Shape => (shape.kind === 'structure' ? { ...shape, name: '' } : shape);

const topLevel =
  (top: StructureAt): Language['structure'] =>
  (entries, at, indent) =>
    builder(upperFirst(at.name === '' ? top.name : at.name), entries, indent);
