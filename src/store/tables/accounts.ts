import type { AccountId } from '../../model/contract.ts';
import { table } from '../tables.ts';

/** Who an account is. An account that is not here has a default name: `companyName`. */
export interface Accounts {
  account_id: AccountId;
  company_name: string;
  website_url: string;
  /** A `Person` who owns its opportunities; the empty text where nobody was named (rules/opportunities/team.ts). */
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
