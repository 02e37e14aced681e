import { normalAccount } from '../rules/accounts.ts';
import type { Person } from '../rules/opportunities/team.ts';
import type { Accounts } from '../store/tables/accounts.ts';
import type { Solutions } from '../store/tables/solutions.ts';

/** An account with a configured name, and keys for `auth: 'strict'`. */
export interface AccountOption {
  /** 12 digits, or `aws` in any case. */
  id: string;
  companyName: string;
  websiteUrl?: string;
  /** Its alliance lead, the `OpportunityOwner` in the team of every opportunity. Default a made-up person. */
  opportunityOwner?: Person;
  credentials?: readonly { accessKeyId: string; secretAccessKey: string }[];
  /**
   * The solutions that it can associate with opportunities, in the order in which they were created. In the sandbox every partner
   * also has `S-1234567`, see `sandboxSolution`.
   */
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

/** Validates accounts and normalizes their ids. Throws an Error if an id is invalid or occurs twice. */
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

/** Returns the rows of an account's solutions. The engine adds their creation time. */
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
