import { readDuration } from '../kit/flow/durations.ts';
import {
  DEFAULT_LATE_READS_MS,
  isQuirkName,
  MAX_LATE_READS_MS,
  type QuirkName,
  type Quirks,
  quirkNames,
} from '../model/quirks.ts';

/**
 * Parses the quirks that a server starts with: names, or `late-reads=10s`. Throws an Error that tells what is allowed if a
 * name or a duration is invalid.
 */
export const readQuirks = (given: readonly string[]): Quirks => new Map(given.map(readQuirk));

const readQuirk = (given: string): [QuirkName, number] => {
  const [name = '', duration] = given.split('=', 2);
  if (!isQuirkName(name)) throw new Error(`There is no quirk ${name}. Quirks: ${quirkNames.join(', ')}.`);
  const milliseconds = quirkDuration(name, duration);
  if (milliseconds === undefined)
    throw new Error(`The quirk ${given} is not valid: ${durationRule(name)}, e.g. late-reads=10s.`);
  return [name, milliseconds];
};

/** Returns a quirk's duration in milliseconds (0 if it has none), or undefined if the given one is not allowed. */
export const quirkDuration = (name: QuirkName, duration: string | number | undefined): number | undefined => {
  if (name !== 'late-reads') return duration === undefined ? 0 : undefined;
  const milliseconds = duration === undefined ? DEFAULT_LATE_READS_MS : readDuration(duration);
  return milliseconds !== undefined && milliseconds <= MAX_LATE_READS_MS ? milliseconds : undefined;
};

/** The durations that a quirk allows, in words. */
export const durationRule = (name: QuirkName): string =>
  name === 'late-reads' ? 'it has a duration of at most ten minutes' : 'it has no duration';
