/**
 * What a form knows of an operation: the shape and the limits of its input, as data. `build/contract-module.ts` makes it
 * from the server's own model; pages import it lazily: `import('virtual:contract/CreateOpportunity')`.
 */

/** A limit of a text or number; an absent `max` means that there is none. */
export type LimitData =
  | { kind: 'chars' | 'whole'; min: number; max: number }
  | { kind: 'range'; min: number; max?: number }
  | PatternData
  | {
      kind: 'oneOf';
      values: readonly string[];
      form?: PatternData;
      where?: { readonly member: string; readonly is: string };
    };

export interface PatternData {
  kind: 'pattern';
  source: string;
  min: number;
  max?: number;
}

export interface Structure {
  kind: 'structure' | 'union';
  members: readonly Member[];
}

export interface List {
  kind: 'list';
  element: Field;
  min: number;
  max?: number;
}

export interface Leaf {
  kind: 'text' | 'number' | 'moment' | 'flag';
  limit?: LimitData;
}

export type Field = Structure | List | Leaf;

export interface Member {
  name: string;
  /** Whether the API requires it wherever its structure is given. */
  isRequired?: boolean;
  field: Field;
}

/** A document that is being made: the members of an input. */
export type Draft = Readonly<Record<string, unknown>>;

/** The part of a contract at a path without indexes, e.g. the form of a lead: `Contexts.Payload.Lead`. */
export const fieldAt = (field: Field, path: string): Field => {
  let at = field;
  for (const name of path === '' ? [] : path.split('.')) {
    const { members } = structureOf(at);
    const member = members.find((one) => one.name === name);
    if (!member) throw new Error(`The contract has no ${path}.`);
    at = member.field;
  }
  return at;
};

/** The structure of a field, or of the elements of a list. A field of another kind has no members. */
export const structureOf = (field: Field): Structure => {
  if (field.kind === 'list') return structureOf(field.element);
  return field.kind === 'structure' || field.kind === 'union' ? field : { kind: 'structure', members: [] };
};

/** The values of a closed list that always applies, else undefined. */
export const closedList = (field: Field): readonly string[] | undefined =>
  field.kind === 'text' && field.limit?.kind === 'oneOf' && !field.limit.where
    ? field.limit.values
    : undefined;

/**
 * The union that the member `Type` of a structure names the kind of, e.g. `Payload` of a context: a form has one field for
 * both.
 */
export const typedUnion = ({ members }: Structure): Member | undefined => {
  const type = members.find(({ name }) => name === 'Type');
  const types = type && closedList(type.field);
  return (
    types &&
    members.find(
      ({ field }) => field.kind === 'union' && field.members.every(({ name }) => types.includes(name)),
    )
  );
};
