import { normalAccount } from '../rules/accounts.ts';
import type { Person } from '../rules/opportunities/team.ts';
import type { Accounts } from '../store/tables/accounts.ts';
import type { Solutions } from '../store/tables/solutions.ts';

/** An account that has a name of its own, and keys for `auth: 'strict'`. */
export interface AccountOption {
  /** 12 digits, or `aws` in any case. */
  id: string;
  companyName: string;
  websiteUrl?: string;
  /** Its alliance lead, who is the `OpportunityOwner` in the team of every opportunity. Default somebody made up. */
  opportunityOwner?: Person;
  credentials?: readonly { accessKeyId: string; secretAccessKey: string }[];
  /** The solutions that it can associate with opportunities. In the sandbox every partner has `S-1234567` besides, see `sandboxSolution`. */
  solutions?: readonly SolutionOption[];
}

/** A solution of a partner. */
export interface SolutionOption {
  /** `S-` and up to 19 digits. */
  id: string;
  name: string;
  /** Default `Software Product`. */
  category?: string;
  /** Default `AWS`. */
  catalog?: 'AWS' | 'Sandbox';
}

/** The accounts with their ids as they are kept. Throws an Error if one is no account or comes twice. */
export const readAccounts = (given: readonly AccountOption[]): AccountOption[] => {
  const accounts = given.map((account) => {
    const id = normalAccount(account.id);
    if (id === undefined) throw new Error(`The account ${account.id} is neither 12 digits nor aws.`);
    return { ...account, id };
  });
  for (const { id } of accounts.flatMap(({ solutions = [] }) => solutions)) {
    if (!/^S-[0-9]{1,19}$/.test(id)) throw new Error(`The solution ${id} is not S- and up to 19 digits.`);
  }
  const twice = accounts.find(({ id }, index) => accounts.findIndex((other) => other.id === id) !== index);
  if (twice) throw new Error(`The account ${twice.id} is given twice.`);
  return accounts;
};

export const accountRow = ({
  id,
  companyName,
  websiteUrl = '',
  opportunityOwner,
}: AccountOption): Accounts => ({
  account_id: id,
  company_name: companyName,
  website_url: websiteUrl,
  opportunity_owner: opportunityOwner ? JSON.stringify(opportunityOwner) : '',
});

/** The rows of an account's solutions; when they are created is for the engine to say. */
export const solutionRows = ({ id, solutions = [] }: AccountOption): Omit<Solutions, 'created_at'>[] =>
  solutions.map((solution) => solutionRow(id, solution));

const solutionRow = (account: string, solution: SolutionOption): Omit<Solutions, 'created_at'> => ({
  catalog: solution.catalog ?? 'AWS',
  account_id: account,
  id: solution.id,
  name: solution.name,
  status: 'Active',
  category: solution.category ?? 'Software Product',
  marketplace_solution_arn: '',
});
