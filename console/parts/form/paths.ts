import { type Draft, type Field, structureOf } from './contract.ts';

/** Paths as faults name them: `Customer.Contacts[0].Email`. */

/** A step of a path: the name of a member, or the index of an element. */
type Step = string | number;

export const stepsOf = (path: string): Step[] =>
  path === ''
    ? []
    : [...path.matchAll(/[^.[\]]+|\[(\d+)\]/g)].map(([text, index]) =>
        index === undefined ? text : Number(index),
      );

export const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** The path without indexes, as the tables of rules and of words have it. */
export const withoutIndexes = (path: string): string => path.replace(/\[\d+\]/g, '');

/** Whether a path is another one, or below it. */
export const isWithin = (path: string, above: string): boolean =>
  path === above || (path.startsWith(above) && /^[.[]/.test(path.slice(above.length)));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const valueAt = (document: unknown, path: string): unknown =>
  stepsOf(path).reduce<unknown>((part, step) => {
    if (typeof step === 'number') return Array.isArray(part) ? part[step] : undefined;
    return isObject(part) ? part[step] : undefined;
  }, document);

/** Returns the document with another value at a path; undefined removes the member. */
export const withValue = (document: Draft, path: string, value: unknown): Draft =>
  changed(document, stepsOf(path), value) as Draft;

const changed = (part: unknown, [step, ...rest]: Step[], value: unknown): unknown => {
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const list: unknown[] = Array.isArray(part) ? [...part] : [];
    list[step] = changed(list[step], rest, value);
    return list;
  }
  const { [step]: before, ...others } = isObject(part) ? part : {};
  const after = changed(before, rest, value);
  if (after === undefined) return others;
  // The order of the members stays as it is.
  return isObject(part) && step in part ? { ...part, [step]: after } : { ...others, [step]: after };
};

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

/**
 * The document as it is sent: without empty texts, lists and structures. Two stay although they are empty, because a person
 * chose them: an element of a list of structures, which also keeps the indexes of the others, and the kind of a union.
 */
export const tidy = (document: Draft, contract: Field): Draft => (tidied(document, contract) ?? {}) as Draft;

const tidied = (value: unknown, field: Field | undefined): unknown => {
  if (Array.isArray(value)) {
    const of = field?.kind === 'list' ? field.element : undefined;
    const list = value.map((element) => tidied(element, of) ?? (isObject(element) ? {} : undefined));
    const kept = list.filter((element) => element !== undefined);
    return kept.length > 0 ? kept : undefined;
  }
  if (!isObject(value)) return isEmpty(value) ? undefined : value;
  const members = field ? structureOf(field).members : [];
  const kept = Object.entries(value).flatMap(([name, part]) => {
    const of = members.find((member) => member.name === name)?.field;
    const isChosen = field?.kind === 'union' && isObject(part);
    const sent = tidied(part, of) ?? (isChosen ? {} : undefined);
    return sent === undefined ? [] : [[name, sent] as const];
  });
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
};

/** The members of a value that a contract has, e.g. of what GetOpportunity answered those that UpdateOpportunity takes. */
export const taken = (field: Field, value: unknown): unknown => {
  if (field.kind === 'list') {
    return Array.isArray(value) ? value.map((element) => taken(field.element, element)) : undefined;
  }
  const { members } = structureOf(field);
  if (members.length === 0) return value;
  if (!isObject(value)) return undefined;
  return Object.fromEntries(members.map(({ name, field: part }) => [name, taken(part, value[name])]));
};
