import type { Field, Leaf, LimitData, Structure } from '../../../console/parts/form/contract.ts';
import { structureOf } from '../../../console/parts/form/contract.ts';
import { join } from '../../../console/parts/form/paths.ts';

/** Documents that set every member of a contract, and values that its limits refuse. */

const MOMENT = '2026-11-23T09:30:00.000Z';
const TEXTS = [
  'text',
  '2027-03-01',
  '10.50',
  'ana@example.com',
  '+15555550100',
  'https://example.com',
  '123456789',
  '123456789012',
  'O1',
  'eng-0123456789abcd',
];

const isValid = (limit: LimitData & { kind: 'pattern' }, text: string): boolean =>
  new RegExp(`^(?:${limit.source})$`, 'u').test(text);

const validLeaf = ({ kind, limit }: Leaf): unknown => {
  if (kind === 'moment') return MOMENT;
  if (kind === 'flag') return true;
  if (kind === 'number') return limit?.kind === 'range' ? limit.min : 1;
  switch (limit?.kind) {
    case 'oneOf':
      return limit.values[0];
    case 'chars':
      return 'a text that is long enough'.slice(0, limit.max);
    case 'whole':
      return String(limit.min);
    case 'pattern': {
      const text = TEXTS.find((one) => isValid(limit, one));
      if (text === undefined) throw new Error(`No text of the test matches ${limit.source}.`);
      return text;
    }
    default:
      return 'text';
  }
};

/** A value that sets every member; of a union the kind `kinds` names, else the first. */
export const fullOf = (field: Field, kinds: readonly string[] = []): unknown => {
  if (field.kind === 'list') return [fullOf(field.element, kinds)];
  if ('members' in field) {
    const { members } = field;
    const chosen = members.find(({ name }) => kinds.includes(name)) ?? members[0];
    const set = field.kind === 'union' ? members.filter((member) => member === chosen) : members;
    return Object.fromEntries(set.map((member) => [member.name, fullOf(member.field, kinds)]));
  }
  return validLeaf(field);
};

/** Values that a leaf's limit refuses. */
const wrongLeaf = ({ limit }: Leaf): unknown[] => {
  switch (limit?.kind) {
    case 'oneOf':
      return limit.where ? [] : ['no such value'];
    case 'chars':
      return ['x'.repeat(limit.max + 1), ...(limit.min > 1 ? ['x'.repeat(limit.min - 1)] : [])];
    case 'whole':
      return ['x', String(limit.max + 1)];
    case 'pattern':
      return ['\n', ...(limit.max === undefined ? [] : ['1'.repeat(limit.max + 1)])];
    case 'range':
      return [limit.min - 1];
    default:
      return [];
  }
};

/** Something that is wrong with one member of a full document; `value` undefined leaves it out. */
export interface Wrong {
  /** The member that the fault names. */
  path: string;
  /** Where the value goes. */
  at: string;
  value: unknown;
}

/** Everything that the contract refuses, member by member. */
export const wrongsOf = (field: Field, kinds: readonly string[], path = ''): Wrong[] => {
  if (field.kind === 'list') {
    const { max, element } = field;
    const many =
      max === undefined ? [] : [{ path, at: path, value: Array(max + 1).fill(fullOf(element, kinds)) }];
    const inside = wrongsOf(element, kinds, `${path}[0]`);
    const isOfLeaves = structureOf(element).members.length === 0;
    return [...many, ...(isOfLeaves ? inside.map((one) => ({ ...one, path })) : inside)];
  }
  if (!('members' in field)) {
    return wrongLeaf(field).map((value) => ({ path, at: path, value }));
  }
  const chosen = chosenOf(field, kinds);
  return chosen.flatMap((member) => {
    const at = join(path, member.name);
    const missing = member.isRequired ? [{ path: firstOf(member.field, at), at, value: undefined }] : [];
    return [...missing, ...wrongsOf(member.field, kinds, at)];
  });
};

const chosenOf = ({ kind, members }: Structure, kinds: readonly string[]) => {
  const chosen = members.find(({ name }) => kinds.includes(name)) ?? members[0];
  return kind === 'union' ? members.filter((member) => member === chosen) : members;
};

/** A structure that is missing is told at its first field. */
const firstOf = (field: Field, path: string): string => {
  const [first] =
    field.kind === 'structure' || (field.kind === 'union' && field.members.length === 1) ? field.members : [];
  return first ? firstOf(first.field, join(path, first.name)) : path;
};
