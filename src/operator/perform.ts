import { requestValidationFailed } from '../model/errors.ts';
import type { Action, Operator } from './action.ts';
import { faultsOf, onlyKnown } from './check.ts';

/**
 * Does an action with an input that was not looked at yet, and answers what the action's schema knows of the outcome.
 * Throws ValidationException with every fault of the input, and what the action throws.
 */
export const perform = async (action: Action, input: unknown, operator: Operator): Promise<unknown> => {
  const faults = faultsOf(action.takes, input);
  if (faults.length > 0) throw requestValidationFailed(faults);
  return onlyKnown(action.answers, await action.handle(input as never, operator));
};
