import { isNothing, isSame } from '../../../src/rules/opportunities/members.ts';
import { type Draft, type Field, structureOf } from '../../parts/form/contract.ts';
import { join, valueAt, withValue } from '../../parts/form/paths.ts';

/** A member that the server has changed since the form began. */
export interface Change {
  path: string;
  was: unknown;
  theirs: unknown;
  mine: unknown;
  /** Whether the form changed it too, to something else. */
  isConflict: boolean;
}

/** Members as people compare them: a list is one, a structure is those of its members. */
const membersOf = (field: Field, path = ''): string[] =>
  structureOf(field).members.flatMap((member) => {
    const at = join(path, member.name);
    return member.field.kind === 'structure' ? membersOf(member.field, at) : [at];
  });

/** What the server has changed from `base`, where the form began, to `theirs`, beside what the form changed to `mine`. */
export const changesOf = (contract: Field, base: Draft, theirs: Draft, mine: Draft): Change[] =>
  membersOf(contract).flatMap((path) => {
    const change = {
      path,
      was: valueAt(base, path),
      theirs: valueAt(theirs, path),
      mine: valueAt(mine, path),
    };
    if (isSame(change.was, change.theirs)) return [];
    const isConflict = !isSame(change.was, change.mine) && !isSame(change.theirs, change.mine);
    return [{ ...change, isConflict }];
  });

/** The form's document with the server's changes; of a conflict, mine stays if `keepsMine` says so. */
export const merged = (
  mine: Draft,
  changes: readonly Change[],
  keepsMine: (path: string) => boolean,
): Draft =>
  changes.reduce<Draft>((document, { path, theirs, isConflict }) => {
    if (isConflict && keepsMine(path)) return document;
    return withValue(document, path, isNothing(theirs) ? undefined : theirs);
  }, mine);
