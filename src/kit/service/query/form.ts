import { detected, lengthFaults, MISSING, textFaults, valueFaults } from '../../shape/constraints.ts';
import type { Limit, Range } from '../../shape/limit.ts';
import { MalformedInput, ValidationError } from '../errors.ts';

/**
 * Reads the members of a request in the query protocol: `Tags.member.1.Key=team`. Collects violated limits, so that
 * `check` reports all of them at once. An absent member is undefined.
 */
export interface Form {
  text(name: string, limit: Limit): string | undefined;
  /** Reads a text; `check` throws if it is absent. */
  required(name: string, limit: Limit): string;
  /** @throws MalformedInput if the text is not a whole number */
  wholeNumber(name: string, limit: Range): number | undefined;
  /** Calls `read` with the name of each element, `Tags.member.1`, and returns the results. */
  list<T>(name: string, max: number, read: (element: string) => T): T[];
  /** @throws ValidationError if the members read so far violate limits; it lists all of them */
  check(): void;
}

export const createForm = (members: URLSearchParams): Form => {
  const faults: string[] = [];
  const report = (name: string, value: string | undefined, constraints: readonly string[]): void => {
    const shown = value === undefined ? 'null' : `'${value}'`;
    for (const constraint of constraints)
      faults.push(`Value ${shown} at '${placeOf(name)}' failed to satisfy constraint: ${constraint}`);
  };
  const text: Form['text'] = (name, limit) => {
    const value = members.get(name) ?? undefined;
    if (value !== undefined) report(name, value, textFaults(value, limit));
    return value;
  };
  return {
    text,
    required: (name, limit) => {
      const value = text(name, limit);
      if (value === undefined) report(name, undefined, [MISSING]);
      return value ?? '';
    },
    wholeNumber: (name, limit) => {
      const given = members.get(name);
      if (given === null) return undefined;
      if (!/^-?\d{1,15}$/.test(given)) throw MalformedInput(`${name} has to be a whole number.`);
      report(name, given, valueFaults(Number(given), limit));
      return Number(given);
    },
    list: (name, max, read) => {
      const elements = elementsOf(members, name);
      if (elements.length > max)
        report(name, `[${elements.length} elements]`, lengthFaults(elements.length, { min: 0, max }));
      return elements.slice(0, max).map(read);
    },
    check: () => {
      if (faults.length > 0) throw constraintsFailed(faults);
    },
  };
};

/** The error for a request that violates limits. */
export const constraintsFailed = (faults: readonly string[]) => ValidationError(detected(faults));

/** Returns the names of a list's elements in order: `Tags.member.1`, `Tags.member.2`. */
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

/** Returns a member's path as messages write it: `tags.1.member.key`. */
const placeOf = (name: string): string =>
  name
    .replace(/\.member\.(\d+)/g, '.$1.member')
    .replace(/(^|\.)([A-Z])/g, (_all, dot: string, letter: string) => dot + letter.toLowerCase());
