import type { NormalizedSchema } from '@smithy/core/schema';

/** Writes a value that is there (not null) as JSON. */
type Encoder = (value: unknown) => string;

type Json = Readonly<Record<string, unknown>>;

/** Writes what an operation answers: see `createEncoder`. */
export type Encode = (operation: string, output: unknown) => string;

/** What stands for a member that has nothing, by structure and member; null for those that are not named. */
export type EmptyMembers = Readonly<Record<string, Readonly<Record<string, object>>>>;

export interface EncoderOptions {
  /** How a moment is written, which is ISO 8601 in UTC here. Default as it is. */
  timestamp?: (moment: unknown) => string;
  /**
   * Given: answers are whole, so every member of a structure is written, and these instead of null. Left out: a member that
   * has nothing is left out, and an operation without output answers `{}`.
   */
  emptyMembers?: EmptyMembers;
}

/**
 * Makes the encoder of a service: it writes what an operation answers as JSON, the members of its shape only, at every
 * depth, in the schema's order. Stored documents may carry more. Of a union only the member that is there is written, and
 * of a list or a map only what is there.
 *
 * What it needs for a shape is compiled on first use and kept: by operation, and by structure, which also ends the
 * recursion of a structure. A member that has nothing costs one appended text.
 */
export const createEncoder = (
  outputSchema: (operation: string) => NormalizedSchema,
  { timestamp = text, emptyMembers }: EncoderOptions = {},
): Encode => {
  const operations = new Map<string, Encoder>();
  const structures = new Map<string, Encoder>();

  const compile = (schema: NormalizedSchema): Encoder => {
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
    let encodeMembers: Encoder | undefined;
    const encode: Encoder = (value) => {
      encodeMembers ??=
        emptyMembers && !schema.isUnionSchema()
          ? everyMember(membersOf(schema), emptyMembers[name])
          : membersThere(membersOf(schema));
      return encodeMembers(value);
    };
    structures.set(name, encode);
    return encode;
  };

  const membersOf = (schema: NormalizedSchema): Member[] =>
    [...schema.structIterator()].map(([name, member]) => ({ name, encode: compile(member) }));

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

  const compileOutput = (schema: NormalizedSchema): Encoder => {
    if (!schema.isUnitSchema()) return compile(schema);
    return () => (emptyMembers ? '' : '{}');
  };

  return (operation, output) => {
    let encode = operations.get(operation);
    if (!encode) {
      encode = compileOutput(outputSchema(operation));
      operations.set(operation, encode);
    }
    return encode(output);
  };
};

interface Member {
  readonly name: string;
  readonly encode: Encoder;
}

/** Writes every member of a structure: what is not there as null, or as it is when it is empty. */
const everyMember = (members: readonly Member[], empty: EmptyMembers[string] = {}): Encoder => {
  if (members.length === 0) return () => '{}';
  const prepared = members.map(({ name, encode }, index) => {
    const key = `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`;
    const instead = empty[name];
    return { name, encode, key, nothing: key + (instead ? encode(instead) : 'null') };
  });
  return (value) => {
    let json = '';
    for (const { name, encode, key, nothing } of prepared) {
      const given = (value as Json)[name];
      json += given === undefined || given === null ? nothing : key + encode(given);
    }
    return `${json}}`;
  };
};

/** Writes the members of a structure that are there. */
const membersThere = (members: readonly Member[]): Encoder => {
  const prepared = members.map(({ name, encode }) => ({ name, encode, key: `${JSON.stringify(name)}:` }));
  return (value) => {
    let json = '';
    for (const { name, encode, key } of prepared) {
      const given = (value as Json)[name];
      if (given === undefined || given === null) continue;
      json += (json === '' ? key : `,${key}`) + encode(given);
    }
    return `{${json}}`;
  };
};

// A string with none of these stands in JSON as it is: the most are such, and JSON.stringify costs more than the look.
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes control characters.
const escaped = /["\\\u0000-\u001f\ud800-\udfff]/;

const text = (value: unknown): string =>
  typeof value === 'string' && !escaped.test(value) ? `"${value}"` : JSON.stringify(value);
