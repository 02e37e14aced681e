import Type from 'typebox';
import { action } from '../action.ts';
import { journalOf } from '../require-journal.ts';

export const clearRequests = action({
  name: 'requests.clear',
  method: 'DELETE',
  path: '/_cosell/requests',
  summary: 'Forgets the calls in the journal of this node.',
  takes: Type.Object({}),
  answers: Type.Object({ removed: Type.Integer() }),
  command: { example: 'cosell requests clear' },
  handle: async (_input, { journal }) => ({ removed: journalOf(journal).clear() }),
});
