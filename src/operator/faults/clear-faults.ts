import Type from 'typebox';
import { deleteInjections } from '../../store/repositories/controls.ts';
import { action } from '../action.ts';

export const clearFaults = action({
  name: 'faults.clear',
  method: 'DELETE',
  path: '/_cosell/faults',
  summary: 'Removes all faults.',
  takes: Type.Object({}),
  answers: Type.Object({ removed: Type.Integer() }),
  command: { words: 'fault clear', example: 'cosell fault clear' },
  handle: async (_input, { services }) => ({ removed: await services.controls.change(deleteInjections) }),
});
