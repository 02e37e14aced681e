import type { AccountId } from '../model/contract.ts';
import { AWS_ACCOUNT } from '../model/identifiers.ts';

/** Normalizes an account id: 12 digits, or `aws` in any case. Returns undefined for anything else. */
export const normalAccount = (account: string): AccountId | undefined => {
  if (/^\d{12}$/.test(account)) return account;
  return account.toLowerCase() === AWS_ACCOUNT ? AWS_ACCOUNT : undefined;
};

/** Normalizes the account ids of a filter. An invalid id stays as it is, since it matches nothing. */
export const normalAccounts = (accounts: string[] | undefined): AccountId[] | undefined =>
  accounts?.map((account) => normalAccount(account) ?? account);
