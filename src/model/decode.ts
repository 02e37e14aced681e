import type { NormalizedSchema } from '@smithy/core/schema';
import { type Breach, type Check, numberCheck, sizeCheck, textCheck } from './check.ts';
import { type Input, inputSchema, type OperationName } from './contract.ts';
import { type Fault, SerializationException } from './errors.ts';
import type { Limit } from './limit.ts';
import { alsoRequired, limits } from './limits.ts';
import { readTimestamp } from './timestamp.ts';

/** How many faults are collected at most, so that a hostile body cannot make a giant answer. */
export const MAX_FAULTS = 1_000;

/** One walk through a body: where it stands (names of members, indices of elements) and what it found. */
interface Walk {
  readonly path: (string | number)[];
  readonly faults: Fault[];
}

/** Checks a value that is there (not null) and answers its copy. */
type Decoder = (value: unknown, walk: Walk) => unknown;

interface Member {
  readonly name: string;
  readonly decode: Decoder;
  readonly required: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the body of a request into what its handler takes: known members only, in the schema's order, moments in UTC.
 * A null counts as absent. What is beyond a limit or missing is listed in `faults`, all of it up to `MAX_FAULTS`;
 * the input may only be used when there is none.
 * @throws SerializationException where the body is no object or a member is of the wrong JSON type
 */
export const decodeInput = <N extends OperationName>(
  operation: N,
  body: unknown,
): { input: Input<N>; faults: Fault[] } => {
  let decode = operations.get(operation);
  if (!decode) {
    decode = compile(inputSchema(operation), undefined);
    operations.set(operation, decode);
  }
  const walk: Walk = { path: [], faults: [] };
  return { input: decode(body, walk) as Input<N>, faults: walk.faults };
};

// Compiled on first use and kept: by operation, and by structure, which also ends the recursion of a structure.
const operations = new Map<OperationName, Decoder>();
const structures = new Map<string, Decoder>();

const compile = (schema: NormalizedSchema, limit: Limit | undefined): Decoder => {
  if (schema.isStructSchema()) return structure(schema);
  if (schema.isListSchema()) return list(schema, limit);
  if (schema.isMapSchema()) return map(schema);
  if (schema.isTimestampSchema()) return timestamp;
  if (schema.isStringSchema()) return text(limit);
  if (schema.isNumericSchema()) return integer(limit);
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
  // The schema's index 6 says how many of the first members are required: @smithy/types StaticStructureSchema.
  const leading = Number((schema.getSchema() as readonly unknown[])[6] ?? 0);
  return [...schema.structIterator()].map(([name, member], index) => ({
    name,
    decode: compile(member, limits[structureName]?.[name]),
    required:
      index < leading ||
      member.isIdempotencyToken() ||
      (alsoRequired[structureName]?.includes(name) ?? false),
  }));
};

const decodeMembers = (members: readonly Member[], value: Json, walk: Walk): unknown => {
  const copy: Record<string, unknown> = {};
  for (const member of members) {
    const given = value[member.name];
    if (given === undefined || given === null) {
      if (member.required) {
        walk.path.push(member.name);
        report(walk, required);
        walk.path.pop();
      }
      continue;
    }
    walk.path.push(member.name);
    copy[member.name] = member.decode(given, walk);
    walk.path.pop();
  }
  return copy;
};

const decodeUnion = (members: readonly Member[], value: Json, walk: Walk): unknown => {
  const copy = decodeMembers(members, value, walk);
  const chosen = Object.keys(copy as object).length;
  if (chosen !== 1) {
    const says = `must have exactly one of ${members.map(({ name }) => name).join(', ')}`;
    report(walk, { code: chosen === 0 ? 'REQUIRED_FIELD_MISSING' : 'INVALID_VALUE', says });
  }
  return copy;
};

const list = (schema: NormalizedSchema, limit: Limit | undefined): Decoder => {
  const items = limit?.kind === 'items' ? limit : undefined;
  const element = compile(schema.getValueSchema(), items?.element);
  const check = sizeCheck(items);
  const max = items?.max ?? Number.POSITIVE_INFINITY;
  return (value, walk) => {
    if (!Array.isArray(value)) throw wrongType(walk, 'a list');
    const copy: unknown[] = [];
    let listed = Number.POSITIVE_INFINITY;
    const depth = walk.path.length;
    for (let index = 0; index < value.length; index++) {
      const given: unknown = value[index];
      // AWS's parsers drop the nulls of a list.
      if (given === undefined || given === null) continue;
      if (copy.length === max) listed = walk.faults.length;
      walk.path[depth] = index;
      copy.push(element(given, walk));
    }
    walk.path.length = depth;
    // Beyond the allowed number it is enough to say that there are too many.
    if (walk.faults.length > listed) walk.faults.length = listed;
    const breach = check?.(copy.length);
    if (breach) report(walk, breach);
    return copy;
  };
};

const map = (schema: NormalizedSchema): Decoder => {
  const decode = compile(schema.getValueSchema(), undefined);
  return (value, walk) => {
    if (!isObject(value)) throw wrongType(walk, 'an object');
    const entries = Object.entries(value).filter(([, given]) => given !== null && given !== undefined);
    // fromEntries defines its members, so that a key `__proto__` is one like any other.
    return Object.fromEntries(entries.map(([key, given]) => [key, decode(given, walk)]));
  };
};

const text = (limit: Limit | undefined): Decoder =>
  checked((value) => typeof value === 'string', 'a string', textCheck(limit));

/** The largest integer of the wire. */
const MAX_INTEGER = 2 ** 31 - 1;

const integer = (limit: Limit | undefined): Decoder =>
  checked(
    (value): value is number => Number.isInteger(value) && Math.abs(value as number) <= MAX_INTEGER,
    'an integer',
    numberCheck(limit),
  );

const checked =
  <T>(isRightType: (value: unknown) => value is T, expected: string, check: Check<T> | undefined): Decoder =>
  (value, walk) => {
    if (!isRightType(value)) throw wrongType(walk, expected);
    const breach = check?.(value);
    if (breach) report(walk, breach);
    return value;
  };

const timestamp: Decoder = (value, walk) => {
  const moment = typeof value === 'string' ? readTimestamp(value) : undefined;
  if (moment === undefined) throw wrongType(walk, 'a timestamp such as 2026-11-23T09:30:00.000Z');
  return moment;
};

const boolean: Decoder = (value, walk) => {
  if (typeof value !== 'boolean') throw wrongType(walk, 'true or false');
  return value;
};

const unit: Decoder = (value, walk) => {
  if (!isObject(value)) throw wrongType(walk, 'an object');
  return {};
};

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const required: Breach = { code: 'REQUIRED_FIELD_MISSING', says: 'is required' };

const report = (walk: Walk, { code, says }: Breach): void => {
  if (walk.faults.length >= MAX_FAULTS) return;
  const path = pathOf(walk);
  walk.faults.push({ FieldName: path, Message: `${path} ${says}.`, Code: code });
};

const wrongType = (walk: Walk, expected: string) =>
  SerializationException(`${walk.path.length ? pathOf(walk) : 'The request body'} must be ${expected}.`);

const pathOf = ({ path }: Walk): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text ? `${text}.${step}` : step;
  }, '');
