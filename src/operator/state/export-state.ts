import Type from 'typebox';
import { ServiceQuotaExceededException } from '../../model/errors.ts';
import { readSchemaNames, readState, StateTooLargeError } from '../../store/state.ts';
import { action } from '../action.ts';
import { FORMAT, StateDocument } from '../state-document.ts';

/** The most characters that a state may have in all its texts: as JSON it is what an import takes at most, or less. */
const GREATEST_SIZE = 200_000_000;

/** Costs a query for each table, and one for each 200 rows. On SQLite writes wait until all is read. */
export const exportState = action({
  name: 'state.export',
  method: 'GET',
  path: '/_cosell/state',
  summary: 'Gives the whole state, secrets of connections included, as one document, as of one moment.',
  takes: Type.Object({}),
  answers: StateDocument,
  command: { words: 'export', example: 'cosell export > state.json' },
  handle: async (_, { services: { store }, now }) => {
    const schema = await readSchemaNames(store.reads);
    try {
      const tables = await store.readConsistently((rows) => readState(rows, GREATEST_SIZE));
      return { format: FORMAT, at: now, schema, tables };
    } catch (error) {
      if (!(error instanceof StateTooLargeError)) throw error;
      throw ServiceQuotaExceededException(
        `The state has more than ${GREATEST_SIZE} characters, which is too much for one document. ` +
          'Stop the servers and use `cosell move` to take it elsewhere.',
      );
    }
  },
});
