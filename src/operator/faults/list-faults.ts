import Type from 'typebox';
import { faultOf } from '../../controls/fault.ts';
import { listFaults as findFaults } from '../../store/repositories/controls.ts';
import { action } from '../action.ts';
import { Fault, shownFault } from '../fault-schema.ts';

export const listFaults = action({
  name: 'faults.list',
  method: 'GET',
  path: '/_cosell/faults',
  summary:
    'Lists the faults that are still to happen, the oldest first. One that has happened as often as asked is gone.',
  takes: Type.Object({}),
  answers: Type.Object({ faults: Type.Array(Fault) }),
  command: { words: 'fault list', example: 'cosell fault list' },
  handle: async (_input, { reads }) => {
    const rows = await findFaults(reads);
    return { faults: rows.map((row) => shownFault(faultOf(row))) };
  },
});
