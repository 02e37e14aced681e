import Type from 'typebox';
import { ResourceNotFoundException } from '../../model/errors.ts';
import { deleteInjection } from '../../store/repositories/controls.ts';
import { action } from '../action.ts';

export const removeFault = action({
  name: 'faults.remove',
  method: 'DELETE',
  path: '/_cosell/faults/{id}',
  summary: 'Removes a fault, so that it does not happen any more.',
  takes: Type.Object({ id: Type.String({ maxLength: 64 }) }),
  answers: Type.Object({}),
  command: { words: 'fault remove', argument: 'id', example: 'cosell fault remove fault-000000012' },
  handle: async ({ id }, { services }) => {
    if (await services.controls.change((tx) => deleteInjection(tx, id))) return {};
    throw ResourceNotFoundException(`There is no fault ${id}: it has happened or was removed.`);
  },
});
