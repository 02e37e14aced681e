import { changeState } from '../change-state.ts';
import { operation } from '../operation.ts';
import { rule } from '../resources.ts';

/** Disables a rule: its targets get only events that have occurred until now. Costs one transaction. */
export const disableRule = operation(
  'DisableRule',
  { access: 'Write', on: rule('Name') },
  async (input, call) => changeState(call, input, 'DISABLED'),
);
