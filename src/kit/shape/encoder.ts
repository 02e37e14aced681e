import type { NormalizedSchema } from '@smithy/core/schema';
import { isParsedFrozen } from './frozen.ts';

/** Encodes a value, which is not null, as JSON. */
type Encoder = (value: unknown) => string;

type Json = Readonly<Record<string, unknown>>;

/** Encodes the output of an operation: see `createEncoder`. */
export type Encode = (operation: string, output: unknown) => string;

/** The values of absent members, by structure and member; null for a member that is not listed. */
export type EmptyMembers = Readonly<Record<string, Readonly<Record<string, object>>>>;

export interface EncoderOptions {
  /** Encodes a timestamp, which is a string in ISO 8601 in UTC. Default: that string. */
  timestamp?: (moment: unknown) => string;
  /**
   * If set, every member of a structure is written; an absent one has the value from here, else null. If not set, absent
   * members are omitted, and the output of an operation without output is `{}` instead of an empty string.
   */
  emptyMembers?: EmptyMembers;
}

/**
 * Makes the encoder of a service. It encodes the output of an operation as JSON: the members of its shape only, at every
 * depth, in the schema's order. A union has only the member that is set; nulls in lists and maps are dropped.
 *
 * Encoders are compiled on first use and cached by operation and by structure, which also allows recursive structures. An
 * absent member costs one string concatenation, a structure that `parseFrozen` returned no more than that once it was encoded.
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
    const encode = keepingFrozen((value) => {
      encodeMembers ??=
        emptyMembers && !schema.isUnionSchema()
          ? everyMember(membersOf(schema), emptyMembers[name])
          : membersThere(membersOf(schema));
      return encodeMembers(value);
    });
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

/** Keeps the JSON of a value that nobody can change as long as the value: reads of it are many, as of an invitation's payload. */
const keepingFrozen = (encode: Encoder): Encoder => {
  const kept = new WeakMap<object, string>();
  return (value) => {
    if (!isParsedFrozen(value as object)) return encode(value);
    let json = kept.get(value as object);
    if (json === undefined) {
      // In one piece: V8 keeps what was put together as its parts, and would copy each of them into every response.
      json = Buffer.from(encode(value)).toString();
      kept.set(value as object, json);
    }
    return json;
  };
};

interface Member {
  readonly name: string;
  readonly encode: Encoder;
}

/** Encodes every member of a structure: an absent one as its value in `empty`, else null. */
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

/** Encodes the present members of a structure. */
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

// A string without these characters needs no escaping. Most strings have none, and this test is cheaper than JSON.stringify.
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes control characters.
const escaped = /["\\\u0000-\u001f\ud800-\udfff]/;

const text = (value: unknown): string =>
  typeof value === 'string' && !escaped.test(value) ? `"${value}"` : JSON.stringify(value);
