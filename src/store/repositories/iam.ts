import { readPage } from '../../kit/sql/page.ts';
import type { AccountId } from '../../model/contract.ts';
import type { IamAccessKeys } from '../tables/iam-access-keys.ts';
import type { IamPolicies } from '../tables/iam-policies.ts';
import type { IamRoles } from '../tables/iam-roles.ts';
import type { IamUsers } from '../tables/iam-users.ts';
import type { Queries } from '../tables.ts';

/** The rows of what an account names. */
export interface NamedRows {
  iam_users: IamUsers;
  iam_roles: IamRoles;
  iam_policies: IamPolicies;
}
export type NamedTable = keyof NamedRows;
/** The tables of what has permissions. */
export type PermissionTable = 'iam_users' | 'iam_roles';

export interface NamedKey {
  account: AccountId;
  name: string;
}

/** Queries on the tables have the same columns as far as these functions use them. */
const any = (table: NamedTable): 'iam_users' => table as 'iam_users';

/** Finds rows by account and name, in any order. One query. */
export const findNamed = async <T extends NamedTable>(
  db: Queries,
  table: T,
  keys: readonly NamedKey[],
): Promise<NamedRows[T][]> => {
  const rows = await db
    .selectFrom(any(table))
    .selectAll()
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('account_id', 'name'),
        'in',
        keys.map(({ account, name }) => tuple(account, name)),
      ),
    )
    .execute();
  return rows as unknown as NamedRows[T][];
};

/** Finds one row and locks it until the transaction ends. */
export const lockNamed = async <T extends NamedTable>(
  tx: Queries,
  table: T,
  { account, name }: NamedKey,
): Promise<NamedRows[T] | undefined> => {
  const row = await tx
    .selectFrom(any(table))
    .selectAll()
    .where('account_id', '=', account)
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst();
  return row as unknown as NamedRows[T] | undefined;
};

/** Inserts a row. Returns false, and changes nothing, if the account has one of that name, in any case. */
export const insertNamed = async <T extends NamedTable>(
  tx: Queries,
  table: T,
  row: NamedRows[T],
): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto(any(table))
    .values(row as unknown as IamUsers)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Boolean(numInsertedOrUpdatedRows);
};

export const updateNamed = async <T extends NamedTable>(
  tx: Queries,
  table: T,
  { account, name }: NamedKey,
  changes: Partial<NamedRows[T]>,
): Promise<void> => {
  await tx
    .updateTable(any(table))
    .set(changes as Partial<IamUsers>)
    .where('account_id', '=', account)
    .where('name', '=', name)
    .execute();
};

/** Returns false if there is no such row. */
export const deleteNamed = async (
  tx: Queries,
  table: NamedTable,
  { account, name }: NamedKey,
): Promise<boolean> => {
  const { numDeletedRows } = await tx
    .deleteFrom(any(table))
    .where('account_id', '=', account)
    .where('name', '=', name)
    .executeTakeFirst();
  return numDeletedRows > 0n;
};

/** Reads a page, by account and name: see `readPage`. */
export const listNamed = async <T extends NamedTable>(
  db: Queries,
  table: T,
  {
    account,
    after,
    limit,
  }: { account: AccountId | undefined; after: readonly string[] | undefined; limit: number },
): Promise<NamedRows[T][]> => {
  let query = db.selectFrom(any(table)).selectAll();
  if (account !== undefined) query = query.where('account_id', '=', account);
  const page = { keys: ['account_id', 'name'], order: 'ASCENDING', after, limit } as const;
  return (await readPage(query, page)) as unknown as NamedRows[T][];
};

/** Finds active keys by id, in any order. One query. */
export const findActiveKeys = async (db: Queries, ids: readonly string[]): Promise<IamAccessKeys[]> =>
  db
    .selectFrom('iam_access_keys')
    .selectAll()
    .where('access_key_id', 'in', ids)
    .where('status', '=', 'Active')
    .execute();

/** Finds a key and locks it until the transaction ends. */
export const lockKey = async (tx: Queries, id: string): Promise<IamAccessKeys | undefined> =>
  tx.selectFrom('iam_access_keys').selectAll().where('access_key_id', '=', id).forUpdate().executeTakeFirst();

/** Counts the keys of a user, or of an account's root if `user` is the empty text. */
export const countKeys = async (db: Queries, account: AccountId, user: string): Promise<number> => {
  const { count } = await db
    .selectFrom('iam_access_keys')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('account_id', '=', account)
    .where('user_name', '=', user)
    .executeTakeFirstOrThrow();
  return Number(count);
};

export const insertKey = async (tx: Queries, key: IamAccessKeys): Promise<void> => {
  await tx.insertInto('iam_access_keys').values(key).execute();
};

export const updateKey = async (
  tx: Queries,
  id: string,
  changes: Partial<Pick<IamAccessKeys, 'status' | 'secret'>>,
): Promise<void> => {
  await tx.updateTable('iam_access_keys').set(changes).where('access_key_id', '=', id).execute();
};

export const deleteKey = async (tx: Queries, id: string): Promise<void> => {
  await tx.deleteFrom('iam_access_keys').where('access_key_id', '=', id).execute();
};

/** Reads a page of keys: of one owner or of all, by account, user and id. */
export const listKeys = async (
  db: Queries,
  {
    account,
    user,
    after,
    limit,
  }: {
    account: AccountId | undefined;
    user: string | undefined;
    after: readonly string[] | undefined;
    limit: number;
  },
): Promise<IamAccessKeys[]> => {
  let query = db.selectFrom('iam_access_keys').selectAll();
  if (account !== undefined) query = query.where('account_id', '=', account);
  if (user !== undefined) query = query.where('user_name', '=', user);
  return readPage(query, {
    keys: ['account_id', 'user_name', 'access_key_id'],
    order: 'ASCENDING',
    after,
    limit,
  });
};

/** Whether there is an access key. */
export const hasKeys = async (db: Queries): Promise<boolean> =>
  (await db.selectFrom('iam_access_keys').select('access_key_id').limit(1).executeTakeFirst()) !== undefined;

/** Deletes the keys of a user. Returns their number. */
export const deleteKeysOf = async (tx: Queries, { account, name }: NamedKey): Promise<number> => {
  const { numDeletedRows } = await tx
    .deleteFrom('iam_access_keys')
    .where('account_id', '=', account)
    .where('user_name', '=', name)
    .executeTakeFirst();
  return Number(numDeletedRows);
};

/** Returns up to `limit` keys whose ids come after one, and locks them until the transaction ends. */
export const lockKeysAfter = async (tx: Queries, after: string, limit: number): Promise<IamAccessKeys[]> =>
  tx
    .selectFrom('iam_access_keys')
    .selectAll()
    .where('access_key_id', '>', after)
    .orderBy('access_key_id')
    .limit(limit)
    .forUpdate()
    .execute();

/** Returns the name of a user or role that a managed policy is attached to. Scans those of the account. */
export const findAttachedTo = async (
  db: Queries,
  account: AccountId,
  policyArn: string,
): Promise<string | undefined> => {
  for (const table of ['iam_users', 'iam_roles'] as const) {
    const rows = await db
      .selectFrom(any(table))
      .select(['name', 'policy_arns'])
      .where('account_id', '=', account)
      .where('policy_arns', '!=', '[]')
      .execute();
    const found = rows.find(({ policy_arns }) => JSON.parse(policy_arns).includes(policyArn));
    if (found) return found.name;
  }
  return undefined;
};
