import { changeState } from '../change-state.ts';
import { operation } from '../operation.ts';
import { rule } from '../resources.ts';

/** Enables a rule: its targets get events that occur from now on. Costs one transaction. */
export const enableRule = operation(
  'EnableRule',
  { access: 'Write', on: rule('Name') },
  async (input, call) => changeState(call, input, 'ENABLED'),
);
