import type { AccountId } from '../model/contract.ts';
import { AWS_ACCOUNT } from '../model/identifiers.ts';

/** An account as it is kept: 12 digits, or `aws` however it is written. Undefined for anything else. */
export const normalAccount = (account: string): AccountId | undefined => {
  if (/^\d{12}$/.test(account)) return account;
  return account.toLowerCase() === AWS_ACCOUNT ? AWS_ACCOUNT : undefined;
};

/** Accounts to filter by; what is no account matches nothing and stays as it is. */
export const normalAccounts = (accounts: string[] | undefined): AccountId[] | undefined =>
  accounts?.map((account) => normalAccount(account) ?? account);
