import { items, type Limit, oneOf, pattern, range } from '../../../src/kit/shape/limit.ts';
import { numberCheck, sizeCheck, textCheck } from '../../../src/model/check.ts';
import type { FieldFault } from '../../api/fault.ts';
import type { Draft, Field, LimitData, Member, Structure } from './contract.ts';
import { join } from './paths.ts';

/** The faults that the server's own checks of shape and limits find, before a request is sent. */

const limits = new WeakMap<LimitData, Limit>();

const limitOf = (data: LimitData | undefined): Limit | undefined => {
  if (!data) return undefined;
  const limit = limits.get(data) ?? made(data);
  limits.set(data, limit);
  return limit;
};

const made = (data: LimitData): Limit => {
  switch (data.kind) {
    case 'pattern':
      return pattern(data.source, data.min, data.max);
    case 'range':
      return range(data.min, data.max);
    case 'oneOf':
      return oneOf(data.values, data.form && pattern(data.form.source, data.form.min, data.form.max));
    default:
      return data;
  }
};

const required = (path: string): FieldFault => ({
  FieldName: path,
  Message: `${path} is required.`,
  Code: 'REQUIRED_FIELD_MISSING',
});

/** Returns the faults of a tidy document. `ignored` are members that the form sends by itself. */
export const shapeFaults = (contract: Structure, document: Draft, ignored: readonly string[]): FieldFault[] =>
  ofStructure(contract, document, '').filter(({ FieldName = '' }) => !ignored.includes(FieldName));

const ofStructure = ({ kind, members }: Structure, value: Draft, path: string): FieldFault[] => {
  const faults = members.flatMap((member) => ofMember(member, value, join(path, member.name)));
  const chosen = members.filter(({ name }) => value[name] !== undefined).length;
  if (kind !== 'union' || chosen === 1) return faults;
  const names = members.map(({ name }) => name).join(', ');
  const Code = chosen === 0 ? 'REQUIRED_FIELD_MISSING' : 'INVALID_VALUE';
  return [...faults, { FieldName: path, Message: `${path} must have exactly one of ${names}.`, Code }];
};

const ofMember = ({ name, isRequired, field }: Member, beside: Draft, path: string): FieldFault[] => {
  const value = beside[name];
  if (value === undefined) return isRequired ? [required(path)] : [];
  return ofField(field, value, path, beside);
};

const ofField = (field: Field, value: unknown, path: string, beside: Draft): FieldFault[] => {
  if (field.kind === 'list') {
    const list = value as readonly unknown[];
    const { min, max = Number.POSITIVE_INFINITY, element } = field;
    return [
      ...ofBreach(path, sizeCheck(items(min, max))?.(list.length)),
      ...list.flatMap((one, index) => ofField(element, one, `${path}[${index}]`, beside)),
    ];
  }
  if ('members' in field) return ofStructure(field, value as Draft, path);
  const { limit } = field;
  if (field.kind === 'number') return ofBreach(path, numberCheck(limitOf(limit))?.(value as number));
  if (field.kind !== 'text') return [];
  const isAside = limit?.kind === 'oneOf' && limit.where && beside[limit.where.member] !== limit.where.is;
  return ofBreach(path, textCheck(isAside ? undefined : limitOf(limit))(value as string));
};

const ofBreach = (path: string, breach: ReturnType<ReturnType<typeof textCheck>>): FieldFault[] =>
  breach ? [{ FieldName: path, Message: `${path} ${breach.says}.`, Code: breach.code }] : [];

const KINDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  structure: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  union: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  list: Array.isArray,
  text: (value) => typeof value === 'string',
  moment: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  flag: (value) => typeof value === 'boolean',
};

/** The first member of a document whose JSON type is another than the contract's, or which the contract does not have. */
export const misfit = (
  field: Field,
  value: unknown,
  path = '',
): { path: string; kind?: string } | undefined => {
  if (value === undefined || value === null) return undefined;
  if (!KINDS[field.kind]?.(value)) return { path, kind: field.kind };
  if (field.kind === 'list') {
    return first((value as unknown[]).map((one, index) => misfit(field.element, one, `${path}[${index}]`)));
  }
  if (field.kind !== 'structure' && field.kind !== 'union') return undefined;
  return first(
    Object.entries(value).map(([name, part]) => {
      const member = field.members.find((one) => one.name === name);
      return member ? misfit(member.field, part, join(path, name)) : { path: join(path, name) };
    }),
  );
};

const first = <T>(list: readonly (T | undefined)[]): T | undefined => list.find((one) => one !== undefined);
