import Type from 'typebox';
import { listNamed } from '../../store/repositories/iam.ts';
import { action } from '../action.ts';
import { cut, pageOf } from '../iam-pages.ts';
import { next, paging, ShownPolicy } from '../iam-schemas.ts';
import { AccountId } from '../schemas.ts';
import { showPolicy } from '../show-iam.ts';

/** Costs one query by key, however many policies there are. */
export const listPolicies = action({
  name: 'policies.list',
  method: 'GET',
  path: '/_cosell/policies',
  summary:
    'Lists the managed policies of one account or of all, by account and name, but for those of configuration files.',
  takes: Type.Object({ account: Type.Optional(AccountId), ...paging }),
  answers: Type.Object({ policies: Type.Array(ShownPolicy), next }),
  command: { example: 'cosell policies list --account 111122223333' },
  handle: async (given, { reads }) => {
    const page = pageOf(given, 2);
    const rows = await listNamed(reads, 'iam_policies', page);
    const { page: shown, ...more } = cut(rows, page.limit, (row) => [row.account_id, row.name]);
    return { policies: shown.map(showPolicy), ...more };
  },
});
