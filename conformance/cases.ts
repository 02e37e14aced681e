import type { NormalizedSchema } from '@smithy/core/schema';
import type { Limit } from '../src/kit/shape/limit.ts';
import { inputSchema, type OperationName } from '../src/model/contract.ts';
import { alsoRequired, limits } from '../src/model/limits.ts';
import { boundaries } from './boundaries.ts';
import { type IsRequired, type Json, validValue } from './values.ts';

/** The expected result of a case: its shape is accepted, or refused in a certain way. */
export type Expectation =
  | { outcome: 'accepted' }
  | { outcome: 'SerializationException' }
  | { outcome: 'ValidationException'; field: string; code: string };

export interface Case {
  operation: OperationName;
  /** What is varied: `Customer.Account.CompanyName: 121 characters`. */
  title: string;
  body: Json;
  expected: Expectation;
}

const accepted: Expectation = { outcome: 'accepted' };
const wrongType: Expectation = { outcome: 'SerializationException' };

/** The SDK's schema has the number of leading required members of a structure; the service's model adds some. */
const isRequired: IsRequired = (schema, member, index) => {
  const leading = Number((schema.getSchema() as readonly unknown[])[6] ?? 0);
  const shape = schema.getMemberSchema(member);
  const isExtra = alsoRequired[schema.getName() ?? '']?.includes(member) ?? false;
  return index < leading || shape.isIdempotencyToken() || isExtra;
};

/** How many variants of unions are tried: no union of the contract has more members. */
const VARIANTS = 3;

/** Returns all cases of an operation. */
export const casesOf = (operation: OperationName): Case[] => {
  const schema = inputSchema(operation);
  const base = (optional: boolean, variant: number): Json =>
    validValue(schema, undefined, { optional, variant }, isRequired);
  const found = new Map<string, Case>();
  const add = (title: string, body: Json, expected: Expectation): void => {
    if (!found.has(title)) found.set(title, { operation, title, body, expected });
  };
  add('minimal request', base(false, 0), accepted);
  for (let variant = 0; variant < VARIANTS; variant++) {
    const full = base(true, variant);
    add(`full request ${variant + 1}`, full, accepted);
    const vary = (path: Path, value: Json | undefined | null): Json => replaced(full, path, value);
    for (const member of membersOf(schema, [])) {
      if (hasPath(full, member.path)) addMember(member, vary, add);
    }
  }
  return [...found.values()];
};

type Path = (string | number)[];

interface MemberAt {
  path: Path;
  schema: NormalizedSchema;
  limit: Limit | undefined;
  required: boolean;
  isElement: boolean;
}

/** Every member of a structure at any depth; of a list, its first element. */
const membersOf = (schema: NormalizedSchema, at: Path): MemberAt[] => {
  if (!schema.isStructSchema()) return [];
  const name = schema.getName() ?? '';
  return [...schema.structIterator()].flatMap(([member, shape], index) => {
    const required = isRequired(schema, member, index) && !schema.isUnionSchema();
    const limit = limits[name]?.[member];
    return withElements({
      path: [...at, member],
      schema: shape,
      limit,
      required,
      isElement: schema.isUnionSchema(),
    });
  });
};

const withElements = (member: MemberAt): MemberAt[] => {
  if (!member.schema.isListSchema()) return [member, ...membersOf(member.schema, member.path)];
  const limit = member.limit?.kind === 'items' ? member.limit.element : undefined;
  const schema = member.schema.getValueSchema();
  return [
    member,
    ...withElements({ path: [...member.path, 0], schema, limit, required: false, isElement: true }),
  ];
};

type Vary = (path: Path, value: Json | undefined | null) => Json;
type Add = (title: string, body: Json, expected: Expectation) => void;

const addMember = (member: MemberAt, vary: Vary, add: Add): void => {
  const { path, schema, limit, required, isElement } = member;
  const field = contractName(path);
  const refused = refusedFor(path);
  if (required) {
    add(`${field}: missing`, vary(path, undefined), refused('REQUIRED_FIELD_MISSING'));
    add(`${field}: null`, vary(path, null), refused('REQUIRED_FIELD_MISSING'));
  } else if (!isElement) {
    add(`${field}: null`, vary(path, null), accepted);
  }
  if (schema.isUnionSchema()) addUnion(member, vary, add);
  for (const [type, value] of Object.entries(jsonTypes)) {
    if (!isOfType(schema, type)) add(`${field}: ${type}`, vary(path, value), wrongType);
  }
  if (limit)
    for (const [what, value, code] of boundaries(schema, limit, isRequired)) {
      add(`${field}: ${what}`, vary(path, value), code ? refused(code) : accepted);
    }
};

/** A union takes exactly one of its members. */
const addUnion = ({ path, schema }: MemberAt, vary: Vary, add: Add): void => {
  const field = contractName(path);
  const refused = refusedFor(path);
  const all = [...schema.structIterator()].map((_, variant) =>
    validValue(schema, undefined, { optional: false, variant }, isRequired),
  );
  add(`${field}: no member of the union`, vary(path, {}), refused('REQUIRED_FIELD_MISSING'));
  if (all.length < 2) return;
  add(
    `${field}: two members of the union`,
    vary(path, Object.assign({}, all[0], all[1])),
    refused('INVALID_VALUE'),
  );
};

const jsonTypes: Record<string, Json> = {
  string: 'text',
  number: 1.5,
  boolean: true,
  list: ['text'],
  object: { Unknown: 'text' },
};

const isOfType = (schema: NormalizedSchema, type: string): boolean => {
  if (schema.isStructSchema() || schema.isMapSchema()) return type === 'object';
  if (schema.isListSchema()) return type === 'list';
  if (schema.isBooleanSchema()) return type === 'boolean';
  if (schema.isTimestampSchema() || schema.isNumericSchema()) return false;
  return type === 'string';
};

/** The expectation of a fault that names the member as AWS does: in lower camel case, without an index. */
const refusedFor = (path: Path) => {
  const names = path.filter((step) => typeof step === 'string');
  const field = names.map((name) => name.charAt(0).toLowerCase() + name.slice(1)).join('.');
  return (code: string): Expectation => ({ outcome: 'ValidationException', field, code });
};

/** Formats a path as the contract names it. */
const contractName = (path: Path): string =>
  path.reduce<string>((name, step) => {
    if (typeof step === 'number') return `${name}[${step}]`;
    return name ? `${name}.${step}` : step;
  }, '');

const hasPath = (value: Json, [step, ...rest]: Path): boolean => {
  if (step === undefined) return true;
  const part = (value as Record<string | number, Json>)[step];
  return part !== undefined && hasPath(part, rest);
};

/** Returns a copy with another value at a path; undefined removes the member. */
const replaced = (value: Json, [step, ...rest]: Path, replacement: Json | undefined | null): Json => {
  if (step === undefined) return replacement as Json;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    Json
  >;
  const part = replaced(copy[step] as Json, rest, replacement);
  if (part === undefined) delete copy[step];
  else copy[step] = part;
  return copy as Json;
};
