import { readDuration } from '../kit/flow/durations.ts';
import {
  DEFAULT_LATENESS,
  isQuirkName,
  LONGEST_LATENESS,
  type QuirkName,
  type Quirks,
  quirkNames,
} from '../model/quirks.ts';

/**
 * Reads the quirks that a server is to start with: `late-reads=10s`, or names alone.
 * Throws an Error that names the quirks where one is none, or its duration is not one.
 */
export const readQuirks = (given: readonly string[]): Quirks => new Map(given.map(readQuirk));

const readQuirk = (given: string): [QuirkName, number] => {
  const [name = '', duration] = given.split('=', 2);
  if (!isQuirkName(name)) throw new Error(`There is no quirk ${name}; there are ${quirkNames.join(', ')}.`);
  const milliseconds = quirkDuration(name, duration);
  if (milliseconds === undefined)
    throw new Error(`${given} is no quirk: ${durationRule(name)}, e.g. late-reads=10s.`);
  return [name, milliseconds];
};

/** The milliseconds of a quirk by the duration that was given for it, undefined where it cannot have that one. */
export const quirkDuration = (name: QuirkName, duration: string | number | undefined): number | undefined => {
  if (name !== 'late-reads') return duration === undefined ? 0 : undefined;
  const milliseconds = duration === undefined ? DEFAULT_LATENESS : readDuration(duration);
  return milliseconds !== undefined && milliseconds <= LONGEST_LATENESS ? milliseconds : undefined;
};

/** Which durations a quirk can have, in words. */
export const durationRule = (name: QuirkName): string =>
  name === 'late-reads' ? 'it has a duration of at most ten minutes' : 'it has no duration';
