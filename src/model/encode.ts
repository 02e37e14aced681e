import type { NormalizedSchema } from '@smithy/core/schema';
import { type OperationName, type Output, outputSchema } from './contract.ts';

/** Writes a value that is there (not null) as JSON. */
type Encoder = (value: unknown) => string;

type Json = Readonly<Record<string, unknown>>;

/**
 * Writes what an operation answers as JSON: the members of its shape only, at every depth, in the schema's order.
 * Stored documents may carry more; a member that is undefined or null is left out, as is such an element of a list.
 * An operation without output answers `{}`.
 */
export const encodeOutput = <N extends OperationName>(operation: N, output: Output<N>): string => {
  let encode = operations.get(operation);
  if (!encode) {
    encode = compile(outputSchema(operation));
    operations.set(operation, encode);
  }
  return encode(output);
};

// Compiled on first use and kept: by operation, and by structure, which also ends the recursion of a structure.
const operations = new Map<OperationName, Encoder>();
const structures = new Map<string, Encoder>();

const compile = (schema: NormalizedSchema): Encoder => {
  if (schema.isUnitSchema()) return () => '{}';
  if (schema.isStructSchema()) return structure(schema);
  if (schema.isListSchema()) return list(schema);
  if (schema.isMapSchema()) return map(schema);
  if (schema.isStringSchema() || schema.isTimestampSchema()) return text;
  if (schema.isNumericSchema() || schema.isBooleanSchema()) return JSON.stringify;
  throw new Error(`No encoder for the schema of ${schema.getName(true)}.`);
};

const structure = (schema: NormalizedSchema): Encoder => {
  const name = schema.getName() ?? '';
  const known = structures.get(name);
  if (known) return known;
  let members: { name: string; key: string; encode: Encoder }[] | undefined;
  const encode: Encoder = (value) => {
    members ??= [...schema.structIterator()].map(([name, member]) => ({
      name,
      key: `${JSON.stringify(name)}:`,
      encode: compile(member),
    }));
    let json = '';
    for (const member of members) {
      const given = (value as Json)[member.name];
      if (given === undefined || given === null) continue;
      json += (json === '' ? member.key : `,${member.key}`) + member.encode(given);
    }
    return `{${json}}`;
  };
  structures.set(name, encode);
  return encode;
};

const list = (schema: NormalizedSchema): Encoder => {
  const encode = compile(schema.getValueSchema());
  return (value) => {
    let json = '';
    for (const given of value as unknown[]) {
      if (given === undefined || given === null) continue;
      json += (json === '' ? '' : ',') + encode(given);
    }
    return `[${json}]`;
  };
};

const map = (schema: NormalizedSchema): Encoder => {
  const encode = compile(schema.getValueSchema());
  return (value) => {
    let json = '';
    for (const [key, given] of Object.entries(value as Json)) {
      if (given === undefined || given === null) continue;
      json += `${json === '' ? '' : ','}${text(key)}:${encode(given)}`;
    }
    return `{${json}}`;
  };
};

// A string with none of these stands in JSON as it is: the most are such, and JSON.stringify costs more than the look.
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes control characters.
const escaped = /["\\\u0000-\u001f\ud800-\udfff]/;

const text: Encoder = (value) =>
  typeof value === 'string' && !escaped.test(value) ? `"${value}"` : JSON.stringify(value);
