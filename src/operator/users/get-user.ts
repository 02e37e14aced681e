import Type from 'typebox';
import { findNamed } from '../../store/repositories/iam.ts';
import { action } from '../action.ts';
import { keyOf, notThere } from '../iam-changes.ts';
import { ShownUser, UserName } from '../iam-schemas.ts';
import { AccountId } from '../schemas.ts';
import { showUser } from '../show-iam.ts';

/** Costs one query. */
export const getUser = action({
  name: 'users.get',
  method: 'GET',
  path: '/_cosell/users/{account}/{name}',
  summary: 'Shows a user with its policies.',
  takes: Type.Object({ account: AccountId, name: UserName }),
  answers: ShownUser,
  command: { argument: 'name', example: 'cosell users get connector --account 111122223333' },
  handle: async (given, { reads }) => {
    const key = keyOf(given);
    const [row] = await findNamed(reads, 'iam_users', [key]);
    return showUser(row ?? notThere('iam_users', key));
  },
});
