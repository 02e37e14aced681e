import Type from 'typebox';
import { deleteKeysOf, deleteNamed } from '../../store/repositories/iam.ts';
import { action } from '../action.ts';
import { changeIam, keyOf, notThere, refuseConfigured } from '../iam-changes.ts';
import { UserName } from '../iam-schemas.ts';
import { AccountId } from '../schemas.ts';

export const deleteUser = action({
  name: 'users.delete',
  method: 'DELETE',
  path: '/_cosell/users/{account}/{name}',
  summary: 'Deletes a user with its keys and inline policies. Its keys are refused at once, on every server.',
  scope: 'admin',
  takes: Type.Object({ account: AccountId, name: UserName }),
  answers: Type.Object({ deletedKeys: Type.Integer() }),
  command: { argument: 'name', example: 'cosell users delete connector --account 111122223333' },
  handle: async (given, operator) => {
    const key = keyOf(given);
    await refuseConfigured(operator, 'iam_users', key);
    return changeIam(operator, async (tx) => {
      if (!(await deleteNamed(tx, 'iam_users', key))) notThere('iam_users', key);
      return { deletedKeys: await deleteKeysOf(tx, key) };
    });
  },
});
