import Type from 'typebox';
import { writeTime } from '../../store/retention/settings.ts';
import { action } from '../action.ts';

const Kept = Type.Object({
  name: Type.String({ description: 'The name of its time among the options.' }),
  keptFor: Type.Optional(Type.String({ description: 'How long, such as 90d; absent for good.' })),
  what: Type.String({ description: 'What it is, since when the time counts, and what stays.' }),
  deleted: Type.Integer({ description: 'How many this server has deleted since its start.' }),
});

/** Costs nothing. */
export const getRetention = action({
  name: 'retention.get',
  method: 'GET',
  path: '/_cosell/retention',
  summary: 'Returns how long what is over is kept, and how much was deleted.',
  takes: Type.Object({}),
  answers: Type.Object({
    kept: Type.Array(Kept),
    lastPass: Type.Optional(
      Type.String({ description: 'When this server last deleted all that was over, by the server’s clock.' }),
    ),
  }),
  command: { words: 'retention', example: 'cosell retention' },
  handle: async (_input, { loadRetention }) => {
    const { kept, deleted, lastPassAt } = await loadRetention();
    return {
      kept: kept.map(({ table: { retention }, keepMs }) => ({
        name: retention.option,
        ...(keepMs !== undefined && { keptFor: writeTime(keepMs) }),
        what: retention.counts,
        deleted: deleted[retention.option] ?? 0,
      })),
      ...(lastPassAt !== undefined && { lastPass: lastPassAt }),
    };
  },
});
