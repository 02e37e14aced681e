import Type from 'typebox';
import { listNamed } from '../../store/repositories/iam.ts';
import { action } from '../action.ts';
import { cut, pageOf } from '../iam-pages.ts';
import { next, paging, ShownRole } from '../iam-schemas.ts';
import { AccountId } from '../schemas.ts';
import { showRole } from '../show-iam.ts';

/** Costs one query by key, however many roles there are. */
export const listRoles = action({
  name: 'roles.list',
  method: 'GET',
  path: '/_cosell/roles',
  summary:
    'Lists the roles of one account or of all, by account and name, but for those of configuration files.',
  takes: Type.Object({ account: Type.Optional(AccountId), ...paging }),
  answers: Type.Object({ roles: Type.Array(ShownRole), next }),
  command: { example: 'cosell roles list --account 111122223333' },
  handle: async (given, { reads }) => {
    const page = pageOf(given, 2);
    const rows = await listNamed(reads, 'iam_roles', page);
    const { page: shown, ...more } = cut(rows, page.limit, (row) => [row.account_id, row.name]);
    return { roles: shown.map(showRole), ...more };
  },
});
