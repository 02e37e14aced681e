import type { NormalizedSchema } from '@smithy/core/schema';
import type { MemberLimit } from '../kit/shape/limit.ts';
import type { Shape } from '../kit/snippet/index.ts';
import { limits } from './limits.ts';

/** Finds the name of the enum that a member of a structure has, e.g. `Industry`. */
export type EnumNames = (structure: string, member: string) => string | undefined;

/** Returns what a schema of the SDK says of a value, for code in other languages. */
export const snippetShape = (
  schema: NormalizedSchema,
  enumName: EnumNames,
  at: readonly [structure: string, member: string] = ['', ''],
): Shape => {
  const [structure, member] = at;
  if (schema.isStructSchema()) {
    const name = schema.getName() ?? '';
    const members = () =>
      new Map(
        [...schema.structIterator()].map(([key, inner]) => [key, snippetShape(inner, enumName, [name, key])]),
      );
    return { kind: 'structure', name, isUnion: schema.isUnionSchema(), members };
  }
  if (schema.isListSchema())
    return { kind: 'list', of: () => snippetShape(schema.getValueSchema(), enumName, at) };
  if (schema.isMapSchema())
    return { kind: 'map', of: () => snippetShape(schema.getValueSchema(), enumName, ['', '']) };
  if (schema.isTimestampSchema()) return { kind: 'timestamp' };
  if (schema.isBlobSchema()) return { kind: 'blob' };
  if (schema.isBooleanSchema()) return { kind: 'boolean' };
  if (schema.isNumericSchema())
    return { kind: /Float|Double/.test(schema.getName() ?? '') ? 'float' : 'integer' };
  if (!schema.isStringSchema()) return { kind: 'unknown' };
  const name = enumName(structure, member);
  return name === undefined ? { kind: 'string' } : { kind: 'enum', name };
};

/**
 * Finds the enums of an SDK's package, whose schemas do not name them: by the values of a limit, and without one by the names of
 * the structure and the member: the `State` of a `PutRuleRequest` is a `RuleState`.
 */
export const enumNamesOf = (sdk: object): EnumNames => {
  const enums = Object.entries(sdk)
    .filter(([, value]) => isEnum(value))
    .map(([name, value]) => ({ name, values: new Set(Object.values(value as Record<string, string>)) }));
  return (structure, member) => {
    const values = valuesOf(limits[structure]?.[member]);
    if (values) return closest(enums, values);
    return enums.find(
      ({ name }) => name.endsWith(member) && structure.includes(name.slice(0, name.length - member.length)),
    )?.name;
  };
};

interface Enum {
  name: string;
  values: ReadonlySet<string>;
}

/** A limit may have a few values more than the enum: what AWS accepts and returns besides. */
const closest = (enums: readonly Enum[], values: ReadonlySet<string>): string | undefined =>
  enums
    .filter(
      (each) => 2 * each.values.size >= values.size && [...each.values].every((value) => values.has(value)),
    )
    .sort((one, other) => other.values.size - one.values.size)[0]?.name;

const isEnum = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).length > 0 &&
  Object.values(value).every((each) => typeof each === 'string');

const valuesOf = (limit: MemberLimit | undefined): ReadonlySet<string> | undefined => {
  if (limit?.kind === 'oneOf' && !limit.where) return limit.values;
  return limit?.kind === 'items' ? valuesOf(limit.element) : undefined;
};
