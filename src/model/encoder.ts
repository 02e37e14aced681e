import type { NormalizedSchema } from '@smithy/core/schema';

/** Writes a value that is there (not null) as JSON. */
type Encoder = (value: unknown) => string;

type Json = Readonly<Record<string, unknown>>;

/** Writes what an operation answers: see `createEncoder`. */
export type Encode = (operation: string, output: unknown) => string;

/**
 * Makes the encoder of a service: it writes what an operation answers as JSON, the members of its shape only, at every
 * depth, in the schema's order. Stored documents may carry more; a member that is undefined or null is left out, as is
 * such an element of a list. An operation without output answers `{}`.
 *
 * What it needs for a shape is compiled on first use and kept: by operation, and by structure, which also ends the
 * recursion of a structure.
 *
 * @param timestamp how a moment is written, which is ISO 8601 in UTC here. Default as it is.
 */
export const createEncoder = (
  outputSchema: (operation: string) => NormalizedSchema,
  timestamp: (moment: unknown) => string = text,
): Encode => {
  const operations = new Map<string, Encoder>();
  const structures = new Map<string, Encoder>();

  const compile = (schema: NormalizedSchema): Encoder => {
    if (schema.isUnitSchema()) return () => '{}';
    if (schema.isStructSchema()) return structure(schema);
    if (schema.isListSchema()) return list(schema);
    if (schema.isMapSchema()) return map(schema);
    if (schema.isTimestampSchema()) return timestamp;
    if (schema.isStringSchema()) return text;
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

  return (operation, output) => {
    let encode = operations.get(operation);
    if (!encode) {
      encode = compile(outputSchema(operation));
      operations.set(operation, encode);
    }
    return encode(output);
  };
};

// A string with none of these stands in JSON as it is: the most are such, and JSON.stringify costs more than the look.
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes control characters.
const escaped = /["\\\u0000-\u001f\ud800-\udfff]/;

const text = (value: unknown): string =>
  typeof value === 'string' && !escaped.test(value) ? `"${value}"` : JSON.stringify(value);
