import type { AccountId } from '../../model/contract.ts';
import { table } from '../tables.ts';

/** The profile of an account. An account without a row has a default name: `companyName`. */
export interface Accounts {
  account_id: AccountId;
  company_name: string;
  website_url: string;
  /** A `Person` who owns its opportunities; the empty text if none is set (rules/opportunities/team.ts). */
  opportunity_owner: string;
}

declare module '../tables.ts' {
  interface Tables {
    accounts: Accounts;
  }
}

export const accounts = table('accounts', {
  key: ['account_id'],
  json: { opportunity_owner: 'any' },
  deletedWith: { account: 'account_id' },
  isWrittenAtStart: true,
});
