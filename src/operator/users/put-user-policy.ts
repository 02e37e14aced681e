import Type from 'typebox';
import { action } from '../action.ts';
import { PolicyDocument, PolicyName, ShownUser, UserName } from '../iam-schemas.ts';
import { permissionChanges } from '../permission-changes.ts';
import { AccountId } from '../schemas.ts';
import { showUser } from '../show-iam.ts';

const { putPolicy } = permissionChanges('iam_users');

export const putUserPolicy = action({
  name: 'users.putPolicy',
  method: 'PUT',
  path: '/_cosell/users/{account}/{name}/policies/{policy}',
  summary: 'Gives a user an inline policy, or replaces it.',
  scope: 'admin',
  takes: Type.Object({ account: AccountId, name: UserName, policy: PolicyName, document: PolicyDocument }),
  answers: ShownUser,
  command: {
    argument: 'name',
    example:
      'cosell users put-policy connector --account 111122223333 --policy read --document file://read.json',
  },
  handle: async (given, operator) => showUser(await putPolicy(operator, given)),
});
