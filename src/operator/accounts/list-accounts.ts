import Type from 'typebox';
import { findAccounts, listAccountIds } from '../../store/repositories/accounts.ts';
import { findSolutionsOf } from '../../store/repositories/solutions.ts';
import { action } from '../action.ts';
import { next } from '../iam-schemas.ts';
import { Account, AccountId } from '../schemas.ts';
import { showAccount } from '../show-account.ts';

const MOST = 1000;

/** Costs five queries by key, however many accounts there are. */
export const listAccounts = action({
  name: 'accounts.list',
  method: 'GET',
  path: '/_cosell/accounts',
  summary:
    'Lists the accounts that have a configured name or solutions, by id; any other account exists too.',
  takes: Type.Object({
    after: Type.Optional(AccountId),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST, default: MOST })),
  }),
  answers: Type.Object({ accounts: Type.Array(Account), next }),
  command: { example: 'cosell accounts list' },
  handle: async ({ after = '', limit = MOST }, { reads }) => {
    const found = await listAccountIds(reads, { after, limit });
    const ids = found.slice(0, limit);
    const [profiles, solutions] = [await findAccounts(reads, ids), await findSolutionsOf(reads, ids)];
    const profileOf = new Map(profiles.map((profile) => [profile.account_id, profile]));
    const solutionsOf = Map.groupBy(solutions, ({ account_id }) => account_id);
    const last = ids.at(-1);
    return {
      accounts: ids.map((id) => showAccount(profileOf.get(id) ?? unnamed(id), solutionsOf.get(id) ?? [])),
      ...(found.length > limit && last !== undefined && { next: last }),
    };
  },
});

const unnamed = (id: string) => ({
  account_id: id,
  company_name: '',
  website_url: '',
  opportunity_owner: '',
});
