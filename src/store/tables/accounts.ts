import type { AccountId } from '../../model/contract.ts';
import { account, text } from '../formats.ts';
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
  formats: { account_id: account, company_name: text(1_000), website_url: text(1_000) },
  json: { opportunity_owner: 'Person' },
  deletedWith: { account: 'account_id' },
  isWrittenAtStart: true,
  retention: { kept: 'as long as the account: one for each that was given a name' },
});
