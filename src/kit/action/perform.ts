import type { Action } from './action.ts';
import { faultsOf, type InputFault } from './check.ts';
import { textFaults } from './text.ts';

/**
 * Checks the input, performs the action, and returns its result. Throws the error that `refuse` makes of all faults of
 * the input, and what the action throws.
 */
export const perform = async <Context>(
  action: Action<Context>,
  { input, context, refuse }: { input: unknown; context: Context; refuse(faults: InputFault[]): Error },
): Promise<unknown> => {
  const faults = [...faultsOf(action.takes, input), ...(action.checksTexts ? [] : textFaults(input))];
  if (faults.length > 0) throw refuse(faults);
  return action.handle(input as never, context);
};
