import {
  type EventPattern,
  MAX_MATCH_STEPS,
  matchesEventPattern,
} from '../../../kit/pattern/event-pattern.ts';
import { createSteps, TooManySteps } from '../../../kit/pattern/steps.ts';
import type { EventEnvelope } from '../../catalogue.ts';
import type { Failure } from '../outcome.ts';

/** Whether an event matches, and what it took to find out. */
export interface Matching {
  isMatch: boolean;
  steps: number;
  /** Why the event counts as not matching although that was not found out. */
  givenUp?: Failure;
}

/** Matches an event with the pattern of a rule. A pattern that takes too many steps for this event does not match it. */
export const matchEvent = (pattern: EventPattern, event: EventEnvelope): Matching => {
  const steps = createSteps(MAX_MATCH_STEPS);
  try {
    return { isMatch: matchesEventPattern(pattern, event, steps), steps: steps.taken };
  } catch (error) {
    if (!(error instanceof TooManySteps)) throw error;
    const message = `Matching the event ${event.id} took more than ${error.limit} steps, so it counts as not matching. Simplify the event pattern.`;
    return { isMatch: false, steps: steps.taken, givenUp: { code: 'INVALID_PARAMETER', message } };
  }
};
