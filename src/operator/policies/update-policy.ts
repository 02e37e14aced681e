import Type from 'typebox';
import { updateNamed } from '../../store/repositories/iam.ts';
import { action } from '../action.ts';
import { changeIam, keyOf, requireNamed } from '../iam-changes.ts';
import { PolicyDocument, PolicyName, ShownPolicy } from '../iam-schemas.ts';
import { readDocument } from '../policy-documents.ts';
import { AccountId } from '../schemas.ts';
import { showPolicy } from '../show-iam.ts';

export const updatePolicy = action({
  name: 'policies.update',
  method: 'PUT',
  path: '/_cosell/policies/{account}/{name}',
  summary: 'Replaces the document of a managed policy, at once for all that it is attached to.',
  scope: 'admin',
  takes: Type.Object({ account: AccountId, name: PolicyName, document: PolicyDocument }),
  answers: ShownPolicy,
  command: {
    argument: 'name',
    example: 'cosell policies update read-only --account 111122223333 --document file://read.json',
  },
  handle: async ({ document, ...given }, operator) => {
    const key = keyOf(given);
    const text = readDocument('document', document, 'managed');
    const changed = { document: text, modified_at: operator.services.clock.now() };
    return changeIam(operator, async (tx) => {
      const row = await requireNamed(tx, 'iam_policies', key);
      await updateNamed(tx, 'iam_policies', key, changed);
      return showPolicy({ ...row, ...changed });
    });
  },
});
