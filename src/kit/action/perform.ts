import type { Action } from './action.ts';
import { faultsOf, type InputFault, onlyKnown } from './check.ts';

/**
 * Does an action with an input that was not checked yet, and answers what the action's schema knows of the outcome.
 * Throws what `refuse` makes of all faults of the input, and what the action throws.
 */
export const perform = async <Context>(
  action: Action<Context>,
  { input, context, refuse }: { input: unknown; context: Context; refuse(faults: InputFault[]): Error },
): Promise<unknown> => {
  const faults = faultsOf(action.takes, input);
  if (faults.length > 0) throw refuse(faults);
  return onlyKnown(action.answers, await action.handle(input as never, context));
};
