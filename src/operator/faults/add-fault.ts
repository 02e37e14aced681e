import { injectionId } from '../../controls/injection.ts';
import { insertInjection } from '../../store/repositories/controls.ts';
import { action } from '../action.ts';
import { NewInjection, ShownInjection, shownInjection } from '../injection-schema.ts';
import { readInjection } from '../read-injection.ts';

export const addFault = action({
  name: 'faults.add',
  method: 'POST',
  path: '/_cosell/faults',
  onlyAdds: true,
  summary:
    'Injects a failure: a task fails, or an operation throws an exception, is delayed, is throttled, or does not respond.',
  takes: NewInjection,
  answers: ShownInjection,
  command: {
    words: 'fault add',
    example: 'cosell fault add --operation CreateOpportunity --exception ThrottlingException --times 3',
  },
  handle: async (given, { now, services }) => {
    const { match, effect, remaining } = readInjection(given);
    return services.controls.change(async (tx, version) => {
      const injection = { id: injectionId(version), match, effect, remaining, created_at: now };
      await insertInjection(tx, {
        ...injection,
        match: JSON.stringify(match),
        effect: JSON.stringify(effect),
      });
      return shownInjection(injection);
    });
  },
});
