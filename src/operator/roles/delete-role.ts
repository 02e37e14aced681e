import Type from 'typebox';
import { deleteNamed } from '../../store/repositories/iam.ts';
import { action } from '../action.ts';
import { changeIam, keyOf, notThere, refuseConfigured } from '../iam-changes.ts';
import { RoleName } from '../iam-schemas.ts';
import { AccountId } from '../schemas.ts';

export const deleteRole = action({
  name: 'roles.delete',
  method: 'DELETE',
  path: '/_cosell/roles/{account}/{name}',
  summary: 'Deletes a role with its inline policies. Its sessions may do nothing any more.',
  scope: 'admin',
  takes: Type.Object({ account: AccountId, name: RoleName }),
  answers: Type.Object({}),
  command: { argument: 'name', example: 'cosell roles delete crm --account 111122223333' },
  handle: async (given, operator) => {
    const key = keyOf(given);
    await refuseConfigured(operator, 'iam_roles', key);
    if (!(await changeIam(operator, (tx) => deleteNamed(tx, 'iam_roles', key)))) notThere('iam_roles', key);
    return {};
  },
});
