import { separated } from './names.ts';
import { jsonOf, shellWord } from './quote.ts';
import { ANY_SECRET, memberShape, type SnippetCall, UNKNOWN } from './shape.ts';

/**
 * Writes a call as a command of the AWS CLI. Members are options; if one of them could be taken for something else, such as a file
 * to read, all are in `--cli-input-json`.
 */
export const asCli = (call: SnippetCall): string => {
  const { service, operation, input, endpoint, region, accessKeyId } = call;
  const before =
    accessKeyId === undefined
      ? ''
      : `AWS_ACCESS_KEY_ID=${shellWord(accessKeyId)} AWS_SECRET_ACCESS_KEY=${ANY_SECRET} `;
  const given = Object.entries(input).filter(([, value]) => value !== null && value !== undefined);
  const options = given.map(([name, value]) => optionOf(call, name, value));
  const asOptions = options.every((option) => option !== undefined)
    ? options
    : [`--cli-input-json ${shellWord(jsonOf(Object.fromEntries(given)))}`];
  return [
    `${before}aws ${service} ${separated(operation, '-')}`,
    `--endpoint-url ${shellWord(endpoint)} --region ${shellWord(region)}`,
    ...asOptions,
  ].join(' \\\n  ');
};

/** The CLI reads files and URLs that a value names, and takes a dash for an option. */
const RISKY = /^(-|file:|fileb:|https?:)|[\p{Cc}\u2028\u2029]/u;

/** Returns undefined if the value is not safe as an option. */
const optionOf = ({ shape = UNKNOWN }: SnippetCall, name: string, value: unknown): string | undefined => {
  const option = `--${separated(name, '-')}`;
  const its = memberShape(shape, name);
  // The CLI refuses an option that the operation does not have.
  if (its.kind === 'unknown' || its.kind === 'blob') return undefined;
  if (typeof value === 'boolean') return value ? option : `--no-${separated(name, '-')}`;
  if (typeof value === 'object') return `${option} ${shellWord(jsonOf(value))}`;
  const text = String(value);
  return text === '' || RISKY.test(text) ? undefined : `${option} ${shellWord(text)}`;
};
