import Type from 'typebox';
import { action } from '../action.ts';
import { PolicyArn, RoleName, ShownRole } from '../iam-schemas.ts';
import { permissionChanges } from '../permission-changes.ts';
import { AccountId } from '../schemas.ts';
import { showRole } from '../show-iam.ts';

const { detachPolicy } = permissionChanges('iam_roles');

export const detachRolePolicy = action({
  name: 'roles.detachPolicy',
  method: 'DELETE',
  path: '/_cosell/roles/{account}/{name}/attached-policies',
  summary: 'Detaches a managed policy from a role.',
  scope: 'admin',
  takes: Type.Object({ account: AccountId, name: RoleName, policyArn: PolicyArn }),
  answers: ShownRole,
  command: {
    argument: 'name',
    example:
      'cosell roles detach-policy crm --account 111122223333 --policy-arn arn:aws:iam::aws:policy/AWSPartnerCentralSandboxFullAccess',
  },
  handle: async (given, operator) => showRole(await detachPolicy(operator, given)),
});
