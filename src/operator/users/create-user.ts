import Type from 'typebox';
import { newUniqueId } from '../../access/key-ids.ts';
import { insertNamed } from '../../store/repositories/iam.ts';
import type { IamUsers } from '../../store/tables/iam-users.ts';
import { action } from '../action.ts';
import { changeIam, keyOf, refuseConfigured, taken } from '../iam-changes.ts';
import { Path, ShownUser, UserName } from '../iam-schemas.ts';
import { AccountId } from '../schemas.ts';
import { showUser } from '../show-iam.ts';

export const createUser = action({
  name: 'users.create',
  method: 'POST',
  path: '/_cosell/users',
  onlyAdds: true,
  summary: 'Creates a user without permissions and without keys.',
  scope: 'admin',
  takes: Type.Object({ account: AccountId, name: UserName, path: Type.Optional(Path) }),
  answers: ShownUser,
  command: { argument: 'name', example: 'cosell users create connector --account 111122223333' },
  handle: async ({ path = '/', ...given }, operator) => {
    const key = keyOf(given);
    await refuseConfigured(operator, 'iam_users', key);
    const row: IamUsers = {
      account_id: key.account,
      name: key.name,
      folded_name: key.name.toLowerCase(),
      path,
      user_id: newUniqueId('AIDA'),
      policies: '[]',
      policy_arns: '[]',
      created_at: operator.services.clock.now(),
    };
    if (!(await changeIam(operator, (tx) => insertNamed(tx, 'iam_users', row)))) taken('iam_users', key);
    return showUser(row);
  },
});
