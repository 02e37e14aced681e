import type { Static } from 'typebox';
import { personOf } from '../rules/opportunities/team.ts';
import { companyName } from '../store/repositories/accounts.ts';
import type { Accounts } from '../store/tables/accounts.ts';
import type { Solutions } from '../store/tables/solutions.ts';
import type { Account } from './schemas.ts';

/** Returns the operator's view of an account. */
export const showAccount = (
  { account_id, company_name, website_url, opportunity_owner }: Accounts,
  solutions: readonly Solutions[],
): Static<typeof Account> => ({
  id: account_id,
  companyName: companyName(account_id, company_name),
  websiteUrl: website_url,
  opportunityOwner: personOf(account_id, opportunity_owner),
  solutions: solutions.map(({ id, name, category, catalog, status }) => ({
    id,
    name,
    category,
    catalog: catalog as 'AWS' | 'Sandbox',
    status,
  })),
});
