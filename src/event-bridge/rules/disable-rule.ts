import { changeState } from '../change-state.ts';
import { operation } from '../operation.ts';

/** Ends what a rule's targets get with what has happened until now. Costs one transaction. */
export const disableRule = operation('DisableRule', 'Write', async (input, call) =>
  changeState(call, input, 'DISABLED'),
);
