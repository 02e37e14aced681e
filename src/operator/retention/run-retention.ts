import Type from 'typebox';
import { action } from '../action.ts';

/** Costs a short transaction per 100 rows that are over, with pauses between them. */
export const runRetention = action({
  name: 'retention.run',
  method: 'POST',
  path: '/_cosell/retention/run',
  isIdempotent: true,
  summary:
    'Deletes now what was kept for its time by the server’s clock, which otherwise happens each minute.',
  scope: 'admin',
  takes: Type.Object({}),
  answers: Type.Object({
    deleted: Type.Array(
      Type.Object({ name: Type.String(), rows: Type.Integer({ description: 'How many.' }) }),
    ),
  }),
  command: { example: 'cosell retention run' },
  handle: async (_input, { loadRetention }) => {
    const deleted = await (await loadRetention()).pass();
    return { deleted: Object.entries(deleted).map(([name, rows]) => ({ name, rows })) };
  },
});
