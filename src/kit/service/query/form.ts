import { detected, lengthFaults, MISSING, textFaults, valueFaults } from '../../shape/constraints.ts';
import type { Limit, Range } from '../../shape/limit.ts';
import { MalformedInput, ValidationError } from '../errors.ts';

/**
 * Reads the members of a request in the query protocol: `Tags.member.1.Key=team`. Violated limits are collected, so that
 * `check` reports all of them at once. An absent member is undefined.
 */
export interface Form {
  text(name: string, limit: Limit): string | undefined;
  /** The same, and it has to be there. */
  required(name: string, limit: Limit): string;
  /** @throws MalformedInput for a text that is no whole number */
  wholeNumber(name: string, limit: Range): number | undefined;
  /** What `read` makes of each element; it is given the element's name, to read its members by. */
  list<T>(name: string, max: number, read: (element: string) => T): T[];
  /** @throws ValidationError that lists every limit that a member which was read breaks */
  check(): void;
}

export const createForm = (members: URLSearchParams): Form => {
  const faults: string[] = [];
  const tell = (name: string, value: string | undefined, constraints: readonly string[]): void => {
    const shown = value === undefined ? 'null' : `'${value}'`;
    for (const constraint of constraints)
      faults.push(`Value ${shown} at '${placeOf(name)}' failed to satisfy constraint: ${constraint}`);
  };
  const text: Form['text'] = (name, limit) => {
    const value = members.get(name) ?? undefined;
    if (value !== undefined) tell(name, value, textFaults(value, limit));
    return value;
  };
  return {
    text,
    required: (name, limit) => {
      const value = text(name, limit);
      if (value === undefined) tell(name, undefined, [MISSING]);
      return value ?? '';
    },
    wholeNumber: (name, limit) => {
      const given = members.get(name);
      if (given === null) return undefined;
      if (!/^-?\d{1,15}$/.test(given)) throw MalformedInput(`${name} has to be a whole number.`);
      tell(name, given, valueFaults(Number(given), limit));
      return Number(given);
    },
    list: (name, max, read) => {
      const elements = elementsOf(members, name);
      if (elements.length > max)
        tell(name, `[${elements.length} elements]`, lengthFaults(elements.length, { min: 0, max }));
      return elements.slice(0, max).map(read);
    },
    check: () => {
      if (faults.length > 0) throw constraintsFailed(faults);
    },
  };
};

/** The error for a request whose members are not within the limits. */
export const constraintsFailed = (faults: readonly string[]) => ValidationError(detected(faults));

/** The names of a list's elements, in their order: `Tags.member.1`, `Tags.member.2`. */
const elementsOf = (members: URLSearchParams, list: string): string[] => {
  const start = `${list}.member.`;
  const numbers = new Set<number>();
  for (const name of members.keys()) {
    const [, number] =
      /^(\d{1,9})(?:\.|$)/.exec(name.startsWith(start) ? name.slice(start.length) : '') ?? [];
    if (number) numbers.add(Number(number));
  }
  return [...numbers].sort((one, other) => one - other).map((number) => start + number);
};

/** Where a member stands, as messages say it: `tags.1.member.key`. */
const placeOf = (name: string): string =>
  name
    .replace(/\.member\.(\d+)/g, '.$1.member')
    .replace(/(^|\.)([A-Z])/g, (_all, dot: string, letter: string) => dot + letter.toLowerCase());
