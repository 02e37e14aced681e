import Type from 'typebox';
import { action } from '../action.ts';
import { PolicyArn, ShownUser, UserName } from '../iam-schemas.ts';
import { permissionChanges } from '../permission-changes.ts';
import { AccountId } from '../schemas.ts';
import { showUser } from '../show-iam.ts';

const { detachPolicy } = permissionChanges('iam_users');

export const detachUserPolicy = action({
  name: 'users.detachPolicy',
  method: 'DELETE',
  path: '/_cosell/users/{account}/{name}/attached-policies',
  summary: 'Detaches a managed policy from a user.',
  scope: 'admin',
  takes: Type.Object({ account: AccountId, name: UserName, policyArn: PolicyArn }),
  answers: ShownUser,
  command: {
    argument: 'name',
    example:
      'cosell users detach-policy connector --account 111122223333 --policy-arn arn:aws:iam::aws:policy/AWSPartnerCentralSandboxFullAccess',
  },
  handle: async (given, operator) => showUser(await detachPolicy(operator, given)),
});
