import Type from 'typebox';
import { action } from '../action.ts';
import { BodiesState } from '../request-schemas.ts';
import { journalOf } from '../require-journal.ts';

const DEFAULT_MINUTES = 15;

/** Needs `admin`, because bodies have personal data of customers. */
export const keepRequestBodies = action({
  name: 'requests.bodies',
  method: 'PUT',
  path: '/_cosell/requests/bodies',
  scope: 'admin',
  summary:
    'Keeps the bodies of further calls of this node for some minutes, or no longer with 0. Secrets are never shown.',
  takes: Type.Object({
    minutes: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 1440, default: DEFAULT_MINUTES, description: 'Up to a day.' }),
    ),
  }),
  answers: BodiesState,
  command: { example: 'cosell requests bodies --minutes 30' },
  handle: async ({ minutes = DEFAULT_MINUTES }, { journal }) =>
    journalOf(journal).keepBodies(minutes * 60_000),
});
