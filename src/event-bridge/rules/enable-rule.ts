import { changeState } from '../change-state.ts';
import { operation } from '../operation.ts';

/** Enables a rule: its targets get events that occur from now on. Costs one transaction. */
export const enableRule = operation('EnableRule', 'Write', async (input, call) =>
  changeState(call, input, 'ENABLED'),
);
