import Type from 'typebox';
import { breathe } from '../../kit/flow/pace.ts';
import { isUniqueViolation } from '../../kit/sql/errors.ts';
import { requestValidationFailed } from '../../model/errors.ts';
import { readKnownTables, readSchemaNames, writeState } from '../../store/state.ts';
import { action, type Operator } from '../action.ts';
import { replaceState } from '../replace-state.ts';
import { spoolState } from '../spooled-state.ts';
import { StateDocument } from '../state-document.ts';
import { stateFaults } from '../state-faults.ts';
import { keepAllSecrets } from '../state-secrets.ts';
import { type StateSource, sourceOf } from '../state-source.ts';

/**
 * Costs a statement per 500 deleted rows, per 200 new ones and per connection, and a job per unfinished task and timer. Over HTTP
 * the document is parsed as it arrives, into a temporary file, and checked there; only then it is written, in one transaction.
 * Other transactions wait for that one, on PostgreSQL also reads.
 */
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
  handle: (state, operator) => importFrom(sourceOf(state), operator),
  handleBody: async (body, operator) => {
    // Not `await using`, which Node.js 22 cannot read: the sources run on it, too.
    const spooled = await spoolState(body);
    try {
      return await importFrom(spooled.source, operator);
    } finally {
      await spooled[Symbol.asyncDispose]();
    }
  },
});

const importFrom = async (source: StateSource, operator: Operator): Promise<{ rows: number }> => {
  const { reads, services } = operator;
  await breathe();
  const known = await readKnownTables(reads);
  await breathe();
  const faults = await stateFaults(source, known, await readSchemaNames(reads));
  if (faults.length > 0) throw requestValidationFailed(faults);
  try {
    await replaceState(operator, async (tx) => {
      await writeState(tx, keepAllSecrets(tx, source.tables, services.secrets));
      await services.quotas.forget(tx);
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
  return { rows: [...source.tables.values()].reduce((sum, { rowCount }) => sum + rowCount, 0) };
};
