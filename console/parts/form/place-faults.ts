import type { FieldFault } from '../../api/fault.ts';
import { type Draft, type Field, type Member, type Structure, structureOf, typedUnion } from './contract.ts';
import { join, stepsOf, valueAt } from './paths.ts';

/** A fault, with the path of the field that shows it; without one it stands above the form. */
export interface PlacedFault extends FieldFault {
  path?: string;
}

/**
 * Finds the field of each fault. The API names members in lower camel case and without the index of an element, which only
 * the start of the message has (`src/model/errors.ts`). A fault of a structure stands at its first field.
 * `prefix` is where the operator's routes have the document, e.g. `opportunity`.
 */
export const placeFaults = (
  faults: readonly FieldFault[],
  {
    contract,
    document,
    isHidden,
    prefix = '',
  }: { contract: Structure; document: Draft; isHidden: (path: string) => boolean; prefix?: string },
): PlacedFault[] =>
  faults.map((fault) => {
    const named = namedPath(fault, prefix);
    const path = named === undefined ? undefined : resolve(contract, named, document);
    return path === undefined || isHidden(path) ? fault : { ...fault, path };
  });

/** The path of a fault, with the indexes that its message has. */
const namedPath = ({ FieldName, Message }: FieldFault, prefix: string): string | undefined => {
  if (!FieldName) return undefined;
  const start = /^[\w.[\]]+/.exec(Message)?.[0] ?? '';
  const path = start.replace(/\[\d+\]/g, '') === FieldName ? start : FieldName;
  if (prefix === '') return path;
  return path.startsWith(`${prefix}.`) ? path.slice(prefix.length + 1) : undefined;
};

const resolve = (contract: Structure, named: string, document: Draft): string | undefined => {
  let field: Field = contract;
  let path = '';
  const steps = stepsOf(named);
  for (const [at, step] of steps.entries()) {
    if (typeof step === 'number') {
      path += `[${step}]`;
      continue;
    }
    if (field.kind === 'list') {
      // Without an index only a single element can be meant.
      const isIndexed = typeof steps[at - 1] === 'number';
      const list = valueAt(document, path);
      if (!isIndexed && !(Array.isArray(list) && list.length === 1)) return path;
      if (!isIndexed) path += '[0]';
    }
    const member = memberOf(structureOf(field), step);
    if (!member) return undefined;
    path = join(path, member.name);
    field = member.field;
  }
  // Elements that are texts have one field together.
  if (field.kind === 'list' && structureOf(field).members.length === 0) return path.replace(/\[\d+\]$/, '');
  return firstField(field.kind === 'list' && path.endsWith(']') ? field.element : field, path);
};

const memberOf = (structure: Structure, step: string): Member | undefined => {
  const member = structure.members.find(({ name }) => name.toLowerCase() === step.toLowerCase());
  return (member?.name === 'Type' && typedUnion(structure)) || member;
};

/** A list is a field itself. */
const NO_FIELD: Field = { kind: 'structure', members: [] };

const firstField = (field: Field, path: string): string => {
  const { kind, members } = structureOf(field.kind === 'list' ? NO_FIELD : field);
  const [member] = kind === 'structure' || members.length === 1 ? members : [];
  return member ? firstField(member.field, join(path, member.name)) : path;
};
