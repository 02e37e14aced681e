import Type from 'typebox';
import { findNamed } from '../../store/repositories/iam.ts';
import { action } from '../action.ts';
import { keyOf, notThere } from '../iam-changes.ts';
import { RoleName, ShownRole } from '../iam-schemas.ts';
import { AccountId } from '../schemas.ts';
import { showRole } from '../show-iam.ts';

/** Costs one query. */
export const getRole = action({
  name: 'roles.get',
  method: 'GET',
  path: '/_cosell/roles/{account}/{name}',
  summary: 'Shows a role with its policies.',
  takes: Type.Object({ account: AccountId, name: RoleName }),
  answers: ShownRole,
  command: { argument: 'name', example: 'cosell roles get crm --account 111122223333' },
  handle: async (given, { reads }) => {
    const key = keyOf(given);
    const [row] = await findNamed(reads, 'iam_roles', [key]);
    return showRole(row ?? notThere('iam_roles', key));
  },
});
