import { type Member, type Structure, structureOf } from './contract.ts';
import { isWithin, join } from './paths.ts';

/** A group of fields. */
export interface FormSection {
  title: string;
  description?: string;
  /** The paths of its members, in order: a structure stands for those of its members that are not named elsewhere. */
  members: readonly string[];
  /** Collapsed until it has something. */
  isOptional?: boolean;
}

export interface PlacedField {
  path: string;
  member: Member;
}

export interface PlacedSection extends FormSection {
  fields: readonly PlacedField[];
}

/** The fields of a form that stand in sections: structures are taken apart, lists and unions are not. */
const fieldsOf = (structure: Structure, isHidden: (path: string) => boolean, path = ''): PlacedField[] =>
  structure.members.flatMap((member) => {
    const at = join(path, member.name);
    if (isHidden(at)) return [];
    return member.field.kind === 'structure'
      ? fieldsOf(structureOf(member.field), isHidden, at)
      : [{ path: at, member }];
  });

/** Places every field in a section; those that no section names, e.g. new ones of the API, stand in the last one. */
export const placeFields = (
  contract: Structure,
  isHidden: (path: string) => boolean,
  sections: readonly FormSection[],
  rest: string,
): PlacedSection[] => {
  const fields = fieldsOf(contract, isHidden);
  const names = sections.flatMap(({ members }) => members);
  /** The longest name decides, so that a section can take single members out of a structure. */
  const nameOf = (path: string): string | undefined =>
    names.filter((name) => isWithin(path, name)).sort((one, other) => other.length - one.length)[0];
  const named = fields.map((field) => ({ field, name: nameOf(field.path) }));
  const placed = sections.map((section) => ({
    ...section,
    fields: section.members.flatMap((member) =>
      named.filter(({ name }) => name === member).map(({ field }) => field),
    ),
  }));
  const others = named.filter(({ name }) => name === undefined).map(({ field }) => field);
  return others.length > 0
    ? [...placed, { title: rest, members: [], isOptional: true, fields: others }]
    : placed;
};
