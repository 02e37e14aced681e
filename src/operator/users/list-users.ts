import Type from 'typebox';
import { listNamed } from '../../store/repositories/iam.ts';
import { action } from '../action.ts';
import { cut, pageOf } from '../iam-pages.ts';
import { next, paging, ShownUser } from '../iam-schemas.ts';
import { AccountId } from '../schemas.ts';
import { showUser } from '../show-iam.ts';

/** Costs one query by key, however many users there are. */
export const listUsers = action({
  name: 'users.list',
  method: 'GET',
  path: '/_cosell/users',
  summary:
    'Lists the users of one account or of all, by account and name, but for those of configuration files.',
  takes: Type.Object({ account: Type.Optional(AccountId), ...paging }),
  answers: Type.Object({ users: Type.Array(ShownUser), next }),
  command: { example: 'cosell users list --account 111122223333' },
  handle: async (given, { reads }) => {
    const page = pageOf(given, 2);
    const rows = await listNamed(reads, 'iam_users', page);
    const { page: shown, ...more } = cut(rows, page.limit, (row) => [row.account_id, row.name]);
    return { users: shown.map(showUser), ...more };
  },
});
