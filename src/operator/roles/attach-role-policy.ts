import Type from 'typebox';
import { action } from '../action.ts';
import { PolicyArn, RoleName, ShownRole } from '../iam-schemas.ts';
import { permissionChanges } from '../permission-changes.ts';
import { AccountId } from '../schemas.ts';
import { showRole } from '../show-iam.ts';

const { attachPolicy } = permissionChanges('iam_roles');

export const attachRolePolicy = action({
  name: 'roles.attachPolicy',
  method: 'POST',
  path: '/_cosell/roles/{account}/{name}/attached-policies',
  onlyAdds: true,
  isIdempotent: true,
  summary: 'Attaches a managed policy to a role.',
  scope: 'admin',
  takes: Type.Object({ account: AccountId, name: RoleName, policyArn: PolicyArn }),
  answers: ShownRole,
  command: {
    argument: 'name',
    example:
      'cosell roles attach-policy crm --account 111122223333 --policy-arn arn:aws:iam::aws:policy/AWSPartnerCentralSandboxFullAccess',
  },
  handle: async (given, operator) => showRole(await attachPolicy(operator, given)),
});
