import Type from 'typebox';
import { action } from '../action.ts';
import { PolicyName, RoleName, ShownRole } from '../iam-schemas.ts';
import { permissionChanges } from '../permission-changes.ts';
import { AccountId } from '../schemas.ts';
import { showRole } from '../show-iam.ts';

const { deletePolicy } = permissionChanges('iam_roles');

export const deleteRolePolicy = action({
  name: 'roles.deletePolicy',
  method: 'DELETE',
  path: '/_cosell/roles/{account}/{name}/policies/{policy}',
  summary: 'Takes an inline policy from a role.',
  scope: 'admin',
  takes: Type.Object({ account: AccountId, name: RoleName, policy: PolicyName }),
  answers: ShownRole,
  command: {
    argument: 'name',
    example: 'cosell roles delete-policy crm --account 111122223333 --policy read',
  },
  handle: async (given, operator) => showRole(await deletePolicy(operator, given)),
});
