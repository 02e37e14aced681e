import Type from 'typebox';
import { ServiceQuotaExceededException } from '../../model/errors.ts';
import { readSchemaNames, readState, StateTooLargeError } from '../../store/state.ts';
import { action } from '../action.ts';
import { FORMAT, StateDocument } from '../state-document.ts';
import { revealSecrets } from '../state-secrets.ts';

/** The most characters in all texts of a state. As JSON it then stays within the size limit of an import. */
const MOST_CHARACTERS = 200_000_000;

/** Costs a query per table and per 200 rows. On SQLite, writes wait until everything is read. */
export const exportState = action({
  name: 'state.export',
  method: 'GET',
  path: '/_cosell/state',
  summary: 'Exports the whole state at one moment, including secrets of connections, as one document.',
  scope: 'admin',
  takes: Type.Object({}),
  answers: StateDocument,
  command: { words: 'export', example: 'cosell export > state.json' },
  handle: async (_, { services: { store, secrets }, now }) => {
    const schema = await readSchemaNames(store.reads);
    try {
      const kept = await store.readConsistently((rows) => readState(rows, MOST_CHARACTERS));
      return { format: FORMAT, at: now, schema, tables: await revealSecrets(kept, secrets) };
    } catch (error) {
      if (!(error instanceof StateTooLargeError)) throw error;
      throw ServiceQuotaExceededException(
        `The state has more than ${MOST_CHARACTERS} characters, which is too much for one document. ` +
          'Stop the servers and use `cosell move` to take it elsewhere.',
      );
    }
  },
});
