import Type from 'typebox';
import { iamArn } from '../../access/iam-names.ts';
import { ConflictException } from '../../model/errors.ts';
import { deleteNamed, findAttachedTo } from '../../store/repositories/iam.ts';
import { action } from '../action.ts';
import { changeIam, keyOf, requireNamed } from '../iam-changes.ts';
import { PolicyName } from '../iam-schemas.ts';
import { AccountId } from '../schemas.ts';

/** Costs a scan of the account's users and roles. */
export const deletePolicy = action({
  name: 'policies.delete',
  method: 'DELETE',
  path: '/_cosell/policies/{account}/{name}',
  summary: 'Deletes a managed policy that is attached to nothing.',
  scope: 'admin',
  takes: Type.Object({ account: AccountId, name: PolicyName }),
  answers: Type.Object({}),
  command: { argument: 'name', example: 'cosell policies delete read-only --account 111122223333' },
  handle: async (given, operator) => {
    const key = keyOf(given);
    return changeIam(operator, async (tx) => {
      const { path } = await requireNamed(tx, 'iam_policies', key);
      const user = await findAttachedTo(tx, key.account, iamArn('policy', { ...key, path }));
      // AWS docs: API_DeletePolicy, DeleteConflict.
      if (user !== undefined) {
        throw ConflictException(`The policy ${key.name} is attached to ${user}. Detach it first.`);
      }
      await deleteNamed(tx, 'iam_policies', key);
      return {};
    });
  },
});
