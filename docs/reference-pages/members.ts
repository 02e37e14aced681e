import type { NormalizedSchema } from '@smithy/core/schema';
import type { Limit, MemberLimit } from '../../src/kit/shape/limit.ts';
import { alsoRequired, limits } from '../../src/model/limits.ts';
import { code } from './markdown.ts';

/** A member of an input or output, by its path: `Customer.Contacts[].Email`. */
export interface Member {
  path: string;
  type: string;
  isRequired: boolean;
  limit: MemberLimit | undefined;
}

/** Returns the members of a structure and of what is in it, in the order of the contract. */
export const membersOf = (schema: NormalizedSchema, prefix = '', above: readonly string[] = []): Member[] => {
  if (!schema.isStructSchema()) return [];
  const name = schema.getName() ?? '';
  if (above.includes(name)) return [];
  // Index 6 of the schema is the number of leading required members: @smithy/types StaticStructureSchema.
  const leading = Number((schema.getSchema() as readonly unknown[])[6] ?? 0);
  const union = schema.isUnionSchema();
  return [...schema.structIterator()].flatMap(([member, part], index) => {
    const isRequired = index < leading || (alsoRequired[name]?.includes(member) ?? false);
    const path = prefix + member;
    const inner = part.isListSchema() ? part.getValueSchema() : part;
    const below = membersOf(inner, `${path}${part.isListSchema() ? '[]' : ''}.`, [...above, name]);
    const type = union ? `${typeOf(part)}, one of` : typeOf(part);
    return [{ path, type, isRequired, limit: limits[name]?.[member] }, ...below];
  });
};

const typeOf = (schema: NormalizedSchema): string => {
  if (schema.isListSchema()) return `list of ${typeOf(schema.getValueSchema())}`;
  if (schema.isUnionSchema()) return 'union';
  if (schema.isStructSchema()) return 'structure';
  if (schema.isMapSchema()) return 'map';
  if (schema.isTimestampSchema()) return 'timestamp';
  if (schema.isBooleanSchema()) return 'boolean';
  return schema.isNumericSchema() ? 'number' : 'text';
};

/** More values than these are listed below the table. */
const MOST_VALUES = 6;

/** Says in a cell what a limit allows. A long list of values is named by the heading under which it is. */
export const limitText = (limit: MemberLimit | undefined, path: string): string => {
  if (!limit) return '';
  if (limit.kind === 'oneOf') return valuesText(limit, path);
  if (limit.kind === 'items') return itemsText(limit, path);
  if (limit.kind === 'entries') return `at most ${limit.max} entries`;
  if (limit.kind === 'chars') return lengthText(limit.min, limit.max);
  if (limit.kind === 'pattern') return patternText(limit);
  if (limit.kind === 'whole') return `a whole number from ${limit.min} to ${limit.max}, as text`;
  return Number.isFinite(limit.max) ? `${limit.min} to ${limit.max}` : `${limit.min} or more`;
};

const valuesText = (limit: Limit & { kind: 'oneOf' }, path: string): string => {
  const values = [...limit.values];
  const where = limit.where ? ` if ${code(limit.where.member)} is ${code(limit.where.is)}` : '';
  if (values.length > MOST_VALUES) return `[one of ${values.length}](#${slugOf(path)})${where}`;
  return `${values.map(code).join(', ')}${where}`;
};

const itemsText = ({ min, max, element }: Limit & { kind: 'items' }, path: string): string => {
  const count = Number.isFinite(max) ? `${min} to ${max} elements` : min > 0 ? `${min} elements or more` : '';
  const each = element ? limitText(element, path) : '';
  if (count === '') return each === '' ? '' : `each ${each}`;
  return each === '' ? count : `${count}, each ${each}`;
};

const patternText = ({ source, min, max }: Limit & { kind: 'pattern' }): string => {
  if (source === '.+') return lengthText(min, max);
  const length = min > 0 || Number.isFinite(max) ? `${lengthText(min, max)}, ` : '';
  return `${length}like ${code(source)}`;
};

const lengthText = (min: number, max: number): string =>
  Number.isFinite(max) ? `${min} to ${max} characters` : `${min} characters or more`;

const slugOf = (path: string): string => headingOf(path).toLowerCase().replaceAll(' ', '-');
const headingOf = (path: string): string => `Values of ${path.replace(/\[\]/g, '').replaceAll('.', ' ')}`;

const longList = (limit: MemberLimit | undefined): readonly string[] => {
  if (limit?.kind === 'items') return longList(limit.element);
  return limit?.kind === 'oneOf' && limit.values.size > MOST_VALUES ? [...limit.values] : [];
};

/** Returns the long lists of values, each under its heading. */
export const valueLists = (members: readonly Member[]): string[] =>
  members.flatMap(({ path, limit }) => {
    const values = longList(limit);
    if (values.length === 0) return [];
    return [
      `### ${headingOf(path)}`,
      '',
      values.map((value) => code(value).replaceAll('\\|', '|')).join(', '),
      '',
    ];
  });
