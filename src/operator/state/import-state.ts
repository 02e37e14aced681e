import Type from 'typebox';
import { isUniqueViolation } from '../../kit/sql/errors.ts';
import { requestValidationFailed } from '../../model/errors.ts';
import { readKnownTables, readSchemaNames, writeState } from '../../store/state.ts';
import { action } from '../action.ts';
import { replaceState } from '../replace-state.ts';
import { StateDocument, stateFaults } from '../state-document.ts';
import { keepAllSecrets } from '../state-secrets.ts';

/** Costs a statement per table, per 200 rows and per connection, and a job per unfinished task and timer. */
export const importState = action({
  name: 'state.import',
  method: 'PUT',
  path: '/_cosell/state',
  summary: 'Replaces the whole state by an exported one. Its unfinished tasks continue.',
  scope: 'admin',
  takes: StateDocument,
  checksTexts: true,
  answers: Type.Object({ rows: Type.Integer({ description: 'Number of rows written.' }) }),
  command: { words: 'import', example: 'cosell import < state.json' },
  handle: async (state, operator) => {
    const { reads } = operator;
    const faults = await stateFaults(state, await readKnownTables(reads), await readSchemaNames(reads));
    if (faults.length > 0) throw requestValidationFailed(faults);
    try {
      await replaceState(operator, async (tx) => {
        await writeState(tx, await keepAllSecrets(tx, state.tables, operator.services.secrets));
        await operator.services.quotas.forget(tx);
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw requestValidationFailed([
        {
          FieldName: 'tables',
          Message:
            'tables has rows that cannot be there together, such as two pending invitations of one partner.',
          Code: 'DUPLICATE_KEY_VALUE',
        },
      ]);
    }
    return { rows: Object.values(state.tables).reduce((sum, { rows }) => sum + rows.length, 0) };
  },
});
