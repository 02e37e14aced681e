import { ServiceError } from '../service/errors.ts';
import { parseJson } from '../shape/json.ts';
import { compilePattern } from './operators/compile.ts';
import { invalid } from './operators/invalid.ts';
import { type EventPattern, matches } from './operators/match.ts';
import { createSteps, type Steps } from './steps.ts';

export { invalid as invalidPattern } from './operators/invalid.ts';
export type { EventPattern } from './operators/match.ts';

/** In characters: the quota of EventBridge is 2,048, its API accepts twice that. */
const MAX_PATTERN_LENGTH = 4096;

/**
 * Parses and compiles an event pattern.
 * @throws InvalidEventPatternException if it is invalid, with the reason
 */
export const readEventPattern = (text: string): EventPattern => {
  if (text.length > MAX_PATTERN_LENGTH) {
    throw invalid(`The pattern has more than ${MAX_PATTERN_LENGTH} characters`);
  }
  let json: unknown;
  try {
    if (text.trim() === '') throw invalid('It is empty');
    json = parseJson(Buffer.from(text));
  } catch (error) {
    if (error instanceof ServiceError && error.name === 'InvalidEventPatternException') throw error;
    throw invalid('It is not valid JSON, or nested too deeply');
  }
  return compilePattern(json);
};

/** The most steps of a match: a few milliseconds. */
export const MAX_MATCH_STEPS = 200_000;

/**
 * Whether an event matches. Cost: at most the size of the event times the combinations of the pattern's `$or`s, and never
 * more than `MAX_MATCH_STEPS`.
 * @throws TooManySteps if it takes more steps than `steps` allows
 */
export const matchesEventPattern = (
  pattern: EventPattern,
  event: unknown,
  steps: Steps = createSteps(MAX_MATCH_STEPS),
): boolean => matches(pattern, event, steps);
