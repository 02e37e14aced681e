import type { InputFault } from './check.ts';

/** Maximum number of faults that are reported for one input. */
const MOST_FAULTS = 100;

/**
 * Returns why a text cannot be stored: PostgreSQL has no U+0000, and half of a surrogate pair is no character, which every
 * database replaces. Undefined if it can be stored.
 */
export const unstorableText = (text: string): string | undefined => {
  if (text.includes('\0')) return 'must not contain the character U+0000';
  return text.isWellFormed() ? undefined : 'must not contain half of a surrogate pair';
};

/** Returns the faults of all texts in an input, names of members included. */
export const textFaults = (input: unknown): InputFault[] => {
  const faults: InputFault[] = [];
  const visit = (value: unknown, path: string): void => {
    if (faults.length >= MOST_FAULTS) return;
    if (typeof value === 'string') note(value, path);
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      if (Array.isArray(value)) {
        visit(member, `${path}[${name}]`);
        continue;
      }
      if (unstorableText(name))
        note(name, path ? `${path}, in the name of a member,` : 'The name of a member');
      else visit(member, path ? `${path}.${name}` : name);
    }
  };
  const note = (text: string, path: string): void => {
    const says = unstorableText(text);
    if (says) faults.push({ FieldName: path, Message: `${path} ${says}.`, Code: 'INVALID_STRING_FORMAT' });
  };
  visit(input, '');
  return faults;
};
