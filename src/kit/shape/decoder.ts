import type { NormalizedSchema } from '@smithy/core/schema';
import {
  boolean,
  epochSeconds,
  isInteger,
  isObject,
  isText,
  type Json,
  type Path,
  timestamp,
  unit,
  wrongType,
} from './json-types.ts';
import type { MemberLimit } from './limit.ts';

export { dotted, type Path } from './json-types.ts';

/** Maximum of faults that are collected, so that a hostile body cannot cause a huge response. */
export const MAX_FAULTS = 1_000;

/** The limits of a service and how it reports violations. */
export interface Terms<Breach, Fault> {
  /** By structure and member; a member that is not listed has no limit. */
  readonly limits: Readonly<Record<string, Readonly<Record<string, MemberLimit>>>>;
  /** Members that are required although the schema does not say so, by structure. */
  readonly alsoRequired: Readonly<Record<string, readonly string[]>>;
  /** Members whose null is kept because it differs from absent, by structure; default none. */
  readonly nullable?: Readonly<Record<string, readonly string[]>>;
  /** Each returns the check of a limit, or undefined if every value is allowed. */
  text(
    limit: MemberLimit | undefined,
    isSensitive: boolean,
  ): ((value: string) => Breach | undefined) | undefined;
  number(limit: MemberLimit | undefined): ((value: number) => Breach | undefined) | undefined;
  /** Checks the number of elements of a list, or of entries of a map. */
  size(limit: MemberLimit | undefined): ((size: number) => Breach | undefined) | undefined;
  /** `seconds`: timestamps are numbers of seconds since 1970, as in awsJson1_1. Default: RFC 3339. */
  readonly moments?: 'seconds';
  readonly required: Breach;
  /** The breach of a union in which `chosen` members are set, not exactly one. */
  notOne(chosen: number, members: readonly string[]): Breach;
  fault(path: Path, breach: Breach, value: unknown): Fault;
}

/** Decodes the body of a request for an operation: see `createDecoder`. */
export type Decode<Fault> = (operation: string, body: unknown) => { input: unknown; faults: Fault[] };

/** The state of one pass through a body: the current path and the faults so far. */
interface Walk<Fault> {
  readonly path: (string | number)[];
  readonly faults: Fault[];
}

/**
 * Makes the decoder of a service. It decodes the body of a request into the input of its handler: known members only, in
 * the schema's order, timestamps in UTC. Null counts as absent unless the member is `nullable`. `faults` lists missing
 * members and violated limits, up to `MAX_FAULTS`; use the input only if there are none. It throws
 * SerializationException if the body is not an object or a member has the wrong JSON type.
 *
 * Decoders are compiled on first use and cached by operation and by structure, which also allows recursive structures.
 */
export const createDecoder = <Breach, Fault>(
  inputSchema: (operation: string) => NormalizedSchema,
  terms: Terms<Breach, Fault>,
): Decode<Fault> => {
  /** Checks a value, which is not null, and returns a copy. */
  type Decoder = (value: unknown, walk: Walk<Fault>) => unknown;
  interface Member {
    readonly name: string;
    readonly decode: Decoder;
    readonly required: boolean;
    /** The decoder to use if another member of the structure has a certain value. */
    readonly beside: { member: string; is: string; decode: Decoder } | undefined;
    readonly nullable: boolean;
  }
  const operations = new Map<string, Decoder>();
  const structures = new Map<string, Decoder>();

  const compile = (schema: NormalizedSchema, limit: MemberLimit | undefined): Decoder => {
    if (schema.isStructSchema()) return structure(schema);
    if (schema.isListSchema()) return list(schema, limit);
    if (schema.isMapSchema()) return map(schema, limit);
    if (schema.isTimestampSchema()) return terms.moments === 'seconds' ? epochSeconds : timestamp;
    if (schema.isStringSchema()) return text(schema, limit);
    if (schema.isNumericSchema()) return checked(isInteger, 'an integer', terms.number(limit));
    if (schema.isBooleanSchema()) return boolean;
    if (schema.isUnitSchema()) return unit;
    throw new Error(`No decoder for the schema of ${schema.getName(true)}.`);
  };

  const structure = (schema: NormalizedSchema): Decoder => {
    const name = schema.getName() ?? '';
    const known = structures.get(name);
    if (known) return known;
    let members: readonly Member[] | undefined;
    const isUnion = schema.isUnionSchema();
    const decode: Decoder = (value, walk) => {
      if (!isObject(value)) throw wrongType(walk, 'an object');
      members ??= membersOf(name, schema);
      return isUnion ? decodeUnion(members, value, walk) : decodeMembers(members, value, walk);
    };
    structures.set(name, decode);
    return decode;
  };

  const membersOf = (structureName: string, schema: NormalizedSchema): Member[] => {
    // Index 6 of the schema is the number of leading required members: @smithy/types StaticStructureSchema.
    const leading = Number((schema.getSchema() as readonly unknown[])[6] ?? 0);
    return [...schema.structIterator()].map(([name, member], index) => {
      const limit = terms.limits[structureName]?.[name];
      const where = limit?.kind === 'oneOf' ? limit.where : undefined;
      return {
        name,
        decode: compile(member, where ? undefined : limit),
        beside: where && { ...where, decode: compile(member, limit) },
        required:
          index < leading ||
          member.isIdempotencyToken() ||
          (terms.alsoRequired[structureName]?.includes(name) ?? false),
        nullable: terms.nullable?.[structureName]?.includes(name) ?? false,
      };
    });
  };

  const decodeMembers = (members: readonly Member[], value: Json, walk: Walk<Fault>): unknown => {
    const copy: Record<string, unknown> = {};
    for (const member of members) {
      const given = value[member.name];
      if (given === undefined || given === null) {
        if (given === null && member.nullable) copy[member.name] = null;
        if (member.required) {
          walk.path.push(member.name);
          report(walk, terms.required, undefined);
          walk.path.pop();
        }
        continue;
      }
      walk.path.push(member.name);
      const { decode } =
        member.beside && value[member.beside.member] === member.beside.is ? member.beside : member;
      copy[member.name] = decode(given, walk);
      walk.path.pop();
    }
    return copy;
  };

  const decodeUnion = (members: readonly Member[], value: Json, walk: Walk<Fault>): unknown => {
    const copy = decodeMembers(members, value, walk);
    const chosen = Object.keys(copy as object).length;
    if (chosen !== 1) {
      const names = members.map(({ name }) => name);
      report(walk, terms.notOne(chosen, names), value);
    }
    return copy;
  };

  const list = (schema: NormalizedSchema, limit: MemberLimit | undefined): Decoder => {
    const items = limit?.kind === 'items' ? limit : undefined;
    const element = compile(schema.getValueSchema(), items?.element);
    const check = terms.size(items);
    const max = items?.max ?? Number.POSITIVE_INFINITY;
    return (value, walk) => {
      if (!Array.isArray(value)) throw wrongType(walk, 'a list');
      const copy: unknown[] = [];
      let listed = Number.POSITIVE_INFINITY;
      const depth = walk.path.length;
      for (let index = 0; index < value.length; index++) {
        const given: unknown = value[index];
        // AWS's parsers drop nulls in lists.
        if (given === undefined || given === null) continue;
        if (copy.length === max) listed = walk.faults.length;
        walk.path[depth] = index;
        copy.push(element(given, walk));
      }
      walk.path.length = depth;
      // Drop the faults of excess elements: the fault of the list's size is enough.
      if (walk.faults.length > listed) walk.faults.length = listed;
      const breach = check?.(copy.length);
      if (breach) report(walk, breach, value);
      return copy;
    };
  };

  const map = (schema: NormalizedSchema, limit: MemberLimit | undefined): Decoder => {
    const entries = limit?.kind === 'entries' ? limit : undefined;
    const decode = compile(schema.getValueSchema(), entries?.value);
    const checkKey = terms.text(entries?.key, false);
    const checkSize = terms.size(entries);
    return (value, walk) => {
      if (!isObject(value)) throw wrongType(walk, 'an object');
      const given = Object.entries(value).filter(([, entry]) => entry !== null && entry !== undefined);
      // fromEntries defines own properties, so that the key `__proto__` is safe.
      const copy = Object.fromEntries(
        given.map(([key, entry]) => {
          const breach = entries && checkKey?.(key);
          if (breach) report(walk, breach, key);
          return [key, decode(entry, walk)];
        }),
      );
      const breach = checkSize?.(given.length);
      if (breach) report(walk, breach, value);
      return copy;
    };
  };

  const text = (schema: NormalizedSchema, limit: MemberLimit | undefined): Decoder =>
    checked(isText, 'a string', terms.text(limit, Boolean(schema.getMergedTraits().sensitive)));

  const checked =
    <T>(
      isRightType: (value: unknown) => value is T,
      expected: string,
      check: ((value: T) => Breach | undefined) | undefined,
    ): Decoder =>
    (value, walk) => {
      if (!isRightType(value)) throw wrongType(walk, expected);
      const breach = check?.(value);
      if (breach) report(walk, breach, value);
      return value;
    };

  const report = (walk: Walk<Fault>, breach: Breach, value: unknown): void => {
    if (walk.faults.length < MAX_FAULTS) walk.faults.push(terms.fault(walk.path, breach, value));
  };

  return (operation, body) => {
    let decode = operations.get(operation);
    if (!decode) {
      decode = compile(inputSchema(operation), undefined);
      operations.set(operation, decode);
    }
    const walk: Walk<Fault> = { path: [], faults: [] };
    return { input: decode(body, walk), faults: walk.faults };
  };
};
