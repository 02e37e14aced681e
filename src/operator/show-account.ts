import type { Static } from 'typebox';
import { companyName } from '../store/repositories/accounts.ts';
import type { Accounts, Solutions } from '../store/tables.ts';
import type { Account } from './schemas.ts';

/** An account as the operator sees it. */
export const showAccount = (
  { account_id, company_name, website_url }: Accounts,
  solutions: readonly Solutions[],
): Static<typeof Account> => ({
  id: account_id,
  companyName: companyName(account_id, company_name),
  websiteUrl: website_url,
  solutions: solutions.map(({ id, name, category, catalog, status }) => ({
    id,
    name,
    category,
    catalog: catalog as 'AWS' | 'Sandbox',
    status,
  })),
});
