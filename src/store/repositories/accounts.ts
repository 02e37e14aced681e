import { type RawBuilder, sql } from 'kysely';
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
 * Three queries by key, however many accounts, or solutions of one, there are.
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
  const withSolutions = async (catalog: 'AWS' | 'Sandbox') =>
    (await accountsWithSolutions(catalog, after, limit + 1).execute(db)).rows;
  const rows = [
    ...(await named.execute()),
    ...(await withSolutions('AWS')),
    ...(await withSolutions('Sandbox')),
  ];
  return [...new Set(rows.map(({ account_id }) => account_id))].sort().slice(0, limit + 1);
};

/** Steps from one account to the next by the index, whatever number of solutions each has. DISTINCT would read them all. */
const accountsWithSolutions = (catalog: string, after: AccountId, limit: number) => {
  const following = (last: RawBuilder<unknown>) =>
    sql`(select min(account_id) from solutions where catalog = ${catalog} and account_id > ${last})`;
  return sql<{ account_id: AccountId }>`
    with recursive found(account_id) as (
      select ${following(sql`${after}`)}
      union all
      select ${following(sql`found.account_id`)} from found where found.account_id is not null
    )
    select account_id from found where account_id is not null limit ${limit}`;
};

/** Returns the profiles of these accounts that were given a name. */
export const findAccounts = async (db: Queries, accounts: AccountId[]): Promise<Accounts[]> =>
  db.selectFrom('accounts').selectAll().where('account_id', 'in', accounts).execute();
