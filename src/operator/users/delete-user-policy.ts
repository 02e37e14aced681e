import Type from 'typebox';
import { action } from '../action.ts';
import { PolicyName, ShownUser, UserName } from '../iam-schemas.ts';
import { permissionChanges } from '../permission-changes.ts';
import { AccountId } from '../schemas.ts';
import { showUser } from '../show-iam.ts';

const { deletePolicy } = permissionChanges('iam_users');

export const deleteUserPolicy = action({
  name: 'users.deletePolicy',
  method: 'DELETE',
  path: '/_cosell/users/{account}/{name}/policies/{policy}',
  summary: 'Takes an inline policy from a user.',
  scope: 'admin',
  takes: Type.Object({ account: AccountId, name: UserName, policy: PolicyName }),
  answers: ShownUser,
  command: {
    argument: 'name',
    example: 'cosell users delete-policy connector --account 111122223333 --policy read',
  },
  handle: async (given, operator) => showUser(await deletePolicy(operator, given)),
});
