import type { PrincipalSet } from '../access/configured-principals.ts';
import type { AccessKey } from '../access/principals.ts';
import type { Accounts } from '../store/tables/accounts.ts';
import type { Solutions } from '../store/tables/solutions.ts';
import { type AccountOption, accountRow, readAccounts, solutionRows } from './account-options.ts';
import { type PrincipalOptions, readPrincipals } from './principal-options.ts';

/** The part of the options that can be replaced while the server runs. */
export interface Configured {
  accounts: readonly Accounts[];
  solutions: readonly Omit<Solutions, 'created_at'>[];
  principals: PrincipalSet;
  /** The keys of the accounts' roots. */
  credentials: readonly AccessKey[];
}

/** Validates accounts, users, roles and policies. Throws an Error that says what to change if one is not valid. */
export const readConfigurable = (
  options: PrincipalOptions & { accounts?: readonly AccountOption[] },
): Configured => {
  const accounts = readAccounts(options.accounts ?? []);
  const principals = readPrincipals(accounts, options);
  return {
    accounts: accounts.map(accountRow),
    solutions: accounts.flatMap(solutionRows),
    principals,
    credentials: principals.keys.filter(({ user }) => user === undefined),
  };
};
