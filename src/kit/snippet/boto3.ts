import { separated } from './names.ts';
import { jsonText } from './quote.ts';
import { ANY_SECRET, memberShape, type SnippetCall, UNKNOWN } from './shape.ts';
import { block, type Language, STEP, writeValue } from './write-value.ts';

const python: Language = {
  text: jsonText,
  number: String,
  boolean: (value) => (value ? 'True' : 'False'),
  timestamp: (value) => `datetime.fromisoformat(${jsonText(value.replace(/Z$/, '+00:00'))})`,
  blob: (value) => `base64.b64decode(${jsonText(value)})`,
  list: (items, _of, indent) => block(['[', ']'], items, indent),
  map: (entries, _of, indent) =>
    block(
      ['{', '}'],
      entries.map(({ name, code }) => `${jsonText(name)}: ${code}`),
      indent,
    ),
  structure: (entries, _at, indent) =>
    block(
      ['{', '}'],
      entries.map(({ name, code }) => `${jsonText(name)}: ${code}`),
      indent,
    ),
};

/** Writes a call as a program with boto3. */
export const asBoto3 = ({
  service,
  operation,
  input,
  shape = UNKNOWN,
  endpoint,
  region,
  accessKeyId,
}: SnippetCall): string => {
  const given = Object.entries(input).filter(([, value]) => value !== null && value !== undefined);
  // As a dictionary, because a name of a member can be anything, such as a keyword.
  const members = given.map(
    ([name, value]) =>
      `${STEP}${jsonText(name)}: ${writeValue(python, value, { shape: memberShape(shape, name), member: name }, STEP)},\n`,
  );
  const options = [
    jsonText(service),
    `endpoint_url=${jsonText(endpoint)}`,
    `region_name=${jsonText(region)}`,
    ...(accessKeyId === undefined
      ? []
      : [`aws_access_key_id=${jsonText(accessKeyId)}`, `aws_secret_access_key=${jsonText(ANY_SECRET)}`]),
  ];
  const body = members.join('');
  return [
    ...(body.includes('base64.') ? ['import base64'] : []),
    ...(body.includes('datetime.') ? ['from datetime import datetime'] : []),
    'import boto3',
    '',
    `client = ${block(['boto3.client(', ')'], options, '')}`,
    `response = client.${separated(operation, '_')}(**{\n${body}})`,
    'print(response)',
  ].join('\n');
};
