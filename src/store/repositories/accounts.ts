import type { AccountId } from '../../model/contract.ts';
import type { Contact } from '../../model/documents.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import { AWS_COMPANY_NAME, AWS_WEBSITE } from '../../rules/invitations/aws-as-partner.ts';
import { ownerOf } from '../../rules/opportunities/team.ts';
import { prepare } from '../prepare.ts';
import type { Accounts } from '../tables/accounts.ts';
import type { Queries } from '../tables.ts';

/** The name of an account: the `known` one, else a default. */
export const companyName = (account: AccountId, known: string | null | undefined): string => {
  if (known) return known;
  return account === AWS_ACCOUNT ? AWS_COMPANY_NAME : `Partner ${account}`;
};

/** The website of an account: the `known` one, else a default, which is the empty text for partners. */
export const websiteUrl = (account: AccountId, known: string | null | undefined): string =>
  known || (account === AWS_ACCOUNT ? AWS_WEBSITE : '');

/** Returns a function from account to company name. One query for all accounts. */
export const findCompanyNames = async (
  db: Queries,
  accounts: AccountId[],
): Promise<(account: AccountId) => string> => {
  const rows = await named.all(db, { accounts });
  const known = new Map(rows.map((row) => [row.account_id, row.company_name]));
  return (account) => companyName(account, known.get(account));
};

const named = prepare((db, { accounts }: { accounts: AccountId[] }) =>
  db.selectFrom('accounts').select(['account_id', 'company_name']).where('account_id', 'in', accounts),
);

/** Returns the owner of an account's opportunities, as a member of their teams. One query. */
export const findOwner = async (db: Queries, account: AccountId): Promise<Contact> =>
  ownerOf(account, (await owner.first(db, { account }))?.opportunity_owner);

const owner = prepare((db, { account }: { account: AccountId }) =>
  db.selectFrom('accounts').select('opportunity_owner').where('account_id', '=', account),
);

export const putAccount = async (db: Queries, account: Accounts): Promise<void> => {
  const { account_id, ...said } = account;
  await db
    .insertInto('accounts')
    .values(account)
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(said))
    .execute();
};

/**
 * Returns the ids of a page of the accounts that were given a name or solutions, in order, and one more if there is a next page.
 * Three queries by key, however many accounts there are.
 */
export const listAccountIds = async (
  db: Queries,
  { after, limit }: { after: AccountId; limit: number },
): Promise<AccountId[]> => {
  const named = db
    .selectFrom('accounts')
    .select('account_id')
    .where('account_id', '>', after)
    .orderBy('account_id')
    .limit(limit + 1);
  const withSolutions = (catalog: 'AWS' | 'Sandbox') =>
    db
      .selectFrom('solutions')
      .select('account_id')
      .distinct()
      .where('catalog', '=', catalog)
      .where('account_id', '>', after)
      .orderBy('account_id')
      .limit(limit + 1);
  const rows = [
    ...(await named.execute()),
    ...(await withSolutions('AWS').execute()),
    ...(await withSolutions('Sandbox').execute()),
  ];
  return [...new Set(rows.map(({ account_id }) => account_id))].sort().slice(0, limit + 1);
};

/** Returns the profiles of these accounts that were given a name. */
export const findAccounts = async (db: Queries, accounts: AccountId[]): Promise<Accounts[]> =>
  db.selectFrom('accounts').selectAll().where('account_id', 'in', accounts).execute();
