import { requestValidationFailed } from '../../model/errors.ts';
import { normalAccount } from '../../rules/accounts.ts';
import { putAccount as keepAccount } from '../../store/repositories/accounts.ts';
import { findSolutionsOf, putSolutions } from '../../store/repositories/solutions.ts';
import { action } from '../action.ts';
import { Account } from '../schemas.ts';
import { showAccount } from '../show-account.ts';

/** Costs one query, and one more for each solution. */
export const putAccount = action({
  name: 'accounts.put',
  method: 'PUT',
  path: '/_cosell/accounts/{id}',
  summary: 'Sets the name, website, opportunity owner and solutions of an account. Its other solutions stay.',
  takes: Account,
  answers: Account,
  command: {
    argument: 'id',
    example: `cosell accounts put 111122223333 --company-name "Example Corp" --solutions '[{"id":"S-1","name":"Forecasts"}]'`,
  },
  handle: async (account, { transaction, reads }) => {
    const id = normalAccount(account.id) ?? account.id;
    const { companyName, websiteUrl = '', opportunityOwner, solutions = [] } = account;
    refuseTwice(solutions);
    const row = {
      account_id: id,
      company_name: companyName,
      website_url: websiteUrl,
      opportunity_owner: opportunityOwner ? JSON.stringify(opportunityOwner) : '',
    };
    await transaction(async ({ tx, now }) => {
      await keepAccount(tx, row);
      const rows = solutions.map(({ id: solution, name, category, catalog, status }) => ({
        catalog: catalog ?? 'AWS',
        account_id: id,
        id: solution,
        name,
        status: status ?? 'Active',
        category: category ?? 'Software Product',
        marketplace_solution_arn: '',
      }));
      await putSolutions(tx, rows, now);
    });
    return showAccount(row, await findSolutionsOf(reads, [id]));
  },
});

const refuseTwice = (solutions: readonly { id: string; catalog?: string }[]): void => {
  const names = solutions.map(({ id, catalog = 'AWS' }) => `${catalog}/${id}`);
  const twice = names.flatMap((name, index) => (names.indexOf(name) === index ? [] : [index]));
  if (twice.length === 0) return;
  throw requestValidationFailed(
    twice.map((index) => ({
      FieldName: `solutions[${index}].id`,
      Message: `solutions[${index}].id is the id of an earlier solution of that catalog.`,
      Code: 'DUPLICATE_KEY_VALUE',
    })),
  );
};
