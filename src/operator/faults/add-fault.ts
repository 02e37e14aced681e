import { faultId } from '../../controls/fault.ts';
import { insertFault } from '../../store/repositories/controls.ts';
import { action } from '../action.ts';
import { Fault, NewFault, shownFault } from '../fault-schema.ts';
import { readFault } from '../read-fault.ts';

export const addFault = action({
  name: 'faults.add',
  method: 'POST',
  path: '/_cosell/faults',
  summary:
    'Lets something go wrong: a task fails, an operation answers an exception, late, only so often, or not at all.',
  takes: NewFault,
  answers: Fault,
  command: {
    words: 'fault add',
    example: 'cosell fault add --operation CreateOpportunity --exception ThrottlingException --times 3',
  },
  handle: async (given, { now, services }) => {
    const { match, effect, remaining } = readFault(given);
    return services.controls.change(async (tx, version) => {
      const fault = { id: faultId(version), match, effect, remaining, created_at: now };
      await insertFault(tx, { ...fault, match: JSON.stringify(match), effect: JSON.stringify(effect) });
      return shownFault(fault);
    });
  },
});
