import Type from 'typebox';
import { listAccounts as findAccounts } from '../../store/repositories/accounts.ts';
import { listSolutions } from '../../store/repositories/solutions.ts';
import { action } from '../action.ts';
import { Account } from '../schemas.ts';
import { showAccount } from '../show-account.ts';

/** Costs two queries. */
export const listAccounts = action({
  name: 'accounts.list',
  method: 'GET',
  path: '/_cosell/accounts',
  summary: 'Lists the accounts that have a configured name; any other account exists too.',
  takes: Type.Object({}),
  answers: Type.Object({ accounts: Type.Array(Account) }),
  command: { example: 'cosell accounts list' },
  handle: async (_, { reads }) => {
    const [accounts, solutions] = [await findAccounts(reads), await listSolutions(reads)];
    const named = accounts.map(({ account_id }) => account_id);
    const unnamed = solutions.map(({ account_id }) => account_id).filter((id) => !named.includes(id));
    const all = [
      ...accounts,
      ...[...new Set(unnamed)].map((id) => ({
        account_id: id,
        company_name: '',
        website_url: '',
        opportunity_owner: '',
      })),
    ];
    return {
      accounts: all.map((account) =>
        showAccount(
          account,
          solutions.filter(({ account_id }) => account_id === account.account_id),
        ),
      ),
    };
  },
});
