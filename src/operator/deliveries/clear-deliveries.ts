import Type from 'typebox';
import { action } from '../action.ts';
import { historyOf } from '../delivery-schemas.ts';

export const clearDeliveries = action({
  name: 'deliveries.clear',
  method: 'DELETE',
  path: '/_cosell/deliveries',
  summary: 'Forgets the attempts to deliver that this node keeps. Events, targets and dead letters stay.',
  takes: Type.Object({}),
  answers: Type.Object({ removed: Type.Integer() }),
  command: { example: 'cosell deliveries clear' },
  handle: async (_input, { deliveries }) => ({ removed: historyOf(deliveries).clear() }),
});
