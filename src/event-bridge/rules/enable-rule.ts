import { changeState } from '../change-state.ts';
import { operation } from '../operation.ts';

/** Lets a rule's targets get events again, of what happens from now on. Costs one transaction. */
export const enableRule = operation('EnableRule', 'Write', async (input, call) =>
  changeState(call, input, 'ENABLED'),
);
