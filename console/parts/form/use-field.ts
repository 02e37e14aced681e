import { type Draft, type Field, type Structure, structureOf } from './contract.ts';
import { useFormContext } from './form-context.ts';
import { stepsOf, valueAt, withoutIndexes } from './paths.ts';
import type { PlacedFault } from './place-faults.ts';

/** What a field may do now, and what is wrong with it. */
export const useField = (path: string) => {
  const { contract, document, sent, rules, faults } = useFormContext();
  const { access, reason, submit } = rules?.accessOf(withoutIndexes(path), document) ?? {};
  // A rule is about a whole list, not about each member of its elements.
  const isWhole = !path.includes('[');
  const isLocked = access === 'locked';
  return {
    isLocked,
    reason: isWhole && rules?.blocked === undefined ? reason : undefined,
    isRequired: !isLocked && ((isWhole && access === 'required') || isRequiredByShape(contract, sent, path)),
    isKept: isWhole && access === 'kept',
    submit: isWhole && !isLocked ? submit : undefined,
    faults: faults.filter((fault): fault is PlacedFault => fault.path === path),
  };
};

/** Whether the API requires a member: its structure is given or required, and so are those above. */
const isRequiredByShape = (contract: Structure, given: Draft, path: string): boolean => {
  let field: Field = contract;
  let at = '';
  let isGiven = true;
  let isRequired = false;
  for (const step of stepsOf(path)) {
    if (typeof step === 'number') {
      at += `[${step}]`;
      isGiven = true;
      continue;
    }
    const structure: Structure = structureOf(field);
    const member = structure.members.find(({ name }) => name === step);
    if (!member) return false;
    // A union of one kind has no choice.
    const isOnly = structure.kind === 'union' && structure.members.length === 1;
    isRequired = isGiven && (isOnly || member.isRequired === true);
    at = at === '' ? step : `${at}.${step}`;
    isGiven = isRequired || valueAt(given, at) !== undefined;
    field = member.field;
  }
  return isRequired;
};
