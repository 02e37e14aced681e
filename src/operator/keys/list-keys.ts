import Type from 'typebox';
import { listKeys as findKeys } from '../../store/repositories/iam.ts';
import { action } from '../action.ts';
import { cut, pageOf } from '../iam-pages.ts';
import { next, paging, ShownKey, UserName } from '../iam-schemas.ts';
import { AccountId } from '../schemas.ts';
import { showKey } from '../show-iam.ts';

/** Costs one query by key, however many keys there are. */
export const listKeys = action({
  name: 'keys.list',
  method: 'GET',
  path: '/_cosell/keys',
  summary:
    'Lists access keys without their secrets, by account and user, but for those of configuration files.',
  takes: Type.Object({ account: Type.Optional(AccountId), user: Type.Optional(UserName), ...paging }),
  answers: Type.Object({ keys: Type.Array(ShownKey), next }),
  command: { example: 'cosell keys list --account 111122223333 --user connector' },
  handle: async ({ user, ...given }, { reads }) => {
    const page = pageOf(given, 3);
    const rows = await findKeys(reads, { ...page, user });
    const { page: shown, ...more } = cut(rows, page.limit, (row) => [
      row.account_id,
      row.user_name,
      row.access_key_id,
    ]);
    return { keys: shown.map(showKey), ...more };
  },
});
