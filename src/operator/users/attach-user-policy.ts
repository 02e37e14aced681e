import Type from 'typebox';
import { action } from '../action.ts';
import { PolicyArn, ShownUser, UserName } from '../iam-schemas.ts';
import { permissionChanges } from '../permission-changes.ts';
import { AccountId } from '../schemas.ts';
import { showUser } from '../show-iam.ts';

const { attachPolicy } = permissionChanges('iam_users');

export const attachUserPolicy = action({
  name: 'users.attachPolicy',
  method: 'POST',
  path: '/_cosell/users/{account}/{name}/attached-policies',
  onlyAdds: true,
  isIdempotent: true,
  summary: 'Attaches a managed policy to a user.',
  scope: 'admin',
  takes: Type.Object({ account: AccountId, name: UserName, policyArn: PolicyArn }),
  answers: ShownUser,
  command: {
    argument: 'name',
    example:
      'cosell users attach-policy connector --account 111122223333 --policy-arn arn:aws:iam::aws:policy/AWSPartnerCentralSandboxFullAccess',
  },
  handle: async (given, operator) => showUser(await attachPolicy(operator, given)),
});
