import Type from 'typebox';
import { injectionOf } from '../../controls/injection.ts';
import { listInjections } from '../../store/repositories/controls.ts';
import { action } from '../action.ts';
import { ShownInjection, shownInjection } from '../injection-schema.ts';

export const listFaults = action({
  name: 'faults.list',
  method: 'GET',
  path: '/_cosell/faults',
  summary:
    'Lists the faults that will still happen, oldest first. A fault that has happened as often as asked is gone.',
  takes: Type.Object({}),
  answers: Type.Object({ faults: Type.Array(ShownInjection) }),
  command: { words: 'fault list', example: 'cosell fault list' },
  handle: async (_input, { reads }) => {
    const rows = await listInjections(reads);
    return { faults: rows.map((row) => shownInjection(injectionOf(row))) };
  },
});
