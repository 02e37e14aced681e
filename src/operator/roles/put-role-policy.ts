import Type from 'typebox';
import { action } from '../action.ts';
import { PolicyDocument, PolicyName, RoleName, ShownRole } from '../iam-schemas.ts';
import { permissionChanges } from '../permission-changes.ts';
import { AccountId } from '../schemas.ts';
import { showRole } from '../show-iam.ts';

const { putPolicy } = permissionChanges('iam_roles');

export const putRolePolicy = action({
  name: 'roles.putPolicy',
  method: 'PUT',
  path: '/_cosell/roles/{account}/{name}/policies/{policy}',
  summary: 'Gives a role an inline policy, or replaces it.',
  scope: 'admin',
  takes: Type.Object({ account: AccountId, name: RoleName, policy: PolicyName, document: PolicyDocument }),
  answers: ShownRole,
  command: {
    argument: 'name',
    example: 'cosell roles put-policy crm --account 111122223333 --policy read --document file://read.json',
  },
  handle: async (given, operator) => showRole(await putPolicy(operator, given)),
});
