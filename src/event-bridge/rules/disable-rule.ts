import { changeState } from '../change-state.ts';
import { operation } from '../operation.ts';

/** Disables a rule: its targets get only events that have occurred until now. Costs one transaction. */
export const disableRule = operation('DisableRule', 'Write', async (input, call) =>
  changeState(call, input, 'DISABLED'),
);
