import { sql } from 'kysely';
import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
import type { EngagementContext } from '../../model/documents.ts';
import { filtered, values } from '../filtered.ts';
import { prepare } from '../prepare.ts';
import type { EngagementMembers } from '../tables/engagement-members.ts';
import type { Engagements } from '../tables/engagements.ts';
import type { Queries } from '../tables.ts';
import { companyName, websiteUrl } from './accounts.ts';

export interface Engagement extends Omit<Engagements, 'contexts' | 'context_types'> {
  contexts: EngagementContext[];
}

export interface EngagementMember {
  account_id: AccountId;
  company_name: string;
  website_url: string;
}

export const fromRow = ({ context_types, contexts, ...row }: Engagements): Engagement => ({
  ...row,
  contexts: JSON.parse(contexts),
});

/** The distinct types of an engagement's contexts. */
export const contextTypesOf = (contexts: EngagementContext[]): EngagementContext['Type'][] => [
  ...new Set(contexts.map((context) => context.Type)),
];

/** The types as a searchable text, each as `|type|`. */
const contextTypesText = (contexts: EngagementContext[]): string =>
  contextTypesOf(contexts)
    .map((type) => `|${type}|`)
    .join('');

/** Inserts an engagement with its creator as the first member. */
export const insertEngagement = async (
  db: Queries,
  engagement: Omit<Engagement, 'member_count'>,
): Promise<void> => {
  const row = {
    ...engagement,
    member_count: 1,
    contexts: JSON.stringify(engagement.contexts),
    context_types: contextTypesText(engagement.contexts),
  };
  await db.insertInto('engagements').values(row).execute();
  await insertMember(db, engagement, engagement.created_by, engagement.created_at);
};

/** Returns the engagement and locks it, and so its membership, until the transaction ends. */
export const lockEngagement = async (
  tx: Queries,
  { catalog, id }: EngagementKey,
): Promise<Engagement | undefined> => {
  const row = await byKeyLocked.first(tx, { catalog, id });
  return row && fromRow(row);
};

/** Returns false if the account is already a member. */
const insertMember = async (
  db: Queries,
  engagement: Pick<Engagement, 'catalog' | 'id' | 'created_at'>,
  account: AccountId,
  joinedAt: Timestamp,
): Promise<boolean> => {
  const inserted = await insertMemberRow.run(db, {
    catalog: engagement.catalog,
    engagement_id: engagement.id,
    account_id: account,
    joined_at: joinedAt,
    engagement_created_at: engagement.created_at,
  });
  return inserted > 0;
};

const insertMemberRow = prepare((db, row: EngagementMembers) =>
  db
    .insertInto('engagement_members')
    .values(row)
    .onConflict((conflict) => conflict.doNothing()),
);

export const findEngagement = async (
  db: Queries,
  { catalog, id }: EngagementKey,
): Promise<Engagement | undefined> => {
  const row = await byKey.first(db, { catalog, id });
  return row && fromRow(row);
};

type EngagementKey = Pick<Engagements, 'catalog' | 'id'>;

const selectByKey = (db: Queries, { catalog, id }: EngagementKey) =>
  db.selectFrom('engagements').selectAll().where('catalog', '=', catalog).where('id', '=', id);

const byKey = prepare(selectByKey);
const byKeyLocked = prepare((db, key: EngagementKey) => selectByKey(db, key).forUpdate());

/** Returns the engagement if the account is a member of it. */
export const findEngagementOfMember = async (
  db: Queries,
  { catalog, member, id }: EngagementKey & { member: AccountId },
): Promise<Engagement | undefined> => {
  const row = await db
    .selectFrom('engagements as engagement')
    .innerJoin('engagement_members as member', (join) =>
      join
        .onRef('member.catalog', '=', 'engagement.catalog')
        .onRef('member.engagement_id', '=', 'engagement.id')
        .on('member.account_id', '=', member),
    )
    .selectAll('engagement')
    .where('engagement.catalog', '=', catalog)
    .where('engagement.id', '=', id)
    .executeTakeFirst();
  return row && fromRow(row);
};

/**
 * Makes an account a member, which modifies the engagement (seen: GetEngagement). Returns false if it is already one.
 * Locks the engagement until the transaction ends, so the members that are read after this stay the same.
 */
export const addMember = async (
  db: Queries,
  engagement: Pick<Engagement, 'catalog' | 'id' | 'created_at'>,
  account: AccountId,
  joinedAt: Timestamp,
): Promise<boolean> => {
  const { catalog, id } = engagement;
  if (!(await insertMember(db, engagement, account, joinedAt))) return false;
  await countMember.run(db, { catalog, id, account, joinedAt });
  return true;
};

type Joining = EngagementKey & { account: AccountId; joinedAt: Timestamp };

const countMember = prepare((db, { catalog, id, account, joinedAt }: Joining) =>
  db
    .updateTable('engagements')
    .set((row) => ({
      member_count: row('member_count', '+', 1),
      modified_by: account,
      // Never moves the date back.
      modified_at: row
        .case()
        .when('modified_at', '>', joinedAt)
        .then(row.ref('modified_at'))
        .else(joinedAt)
        .end(),
    }))
    .where('catalog', '=', catalog)
    .where('id', '=', id),
);

type MembersKey = Pick<EngagementMembers, 'catalog' | 'engagement_id'>;

/** Selects the members, at most ten. Page by `member.joined_at`, `member.account_id`. */
export const queryMembers = (db: Queries, { catalog, engagement_id }: MembersKey) =>
  db
    .selectFrom('engagement_members as member')
    .leftJoin('accounts as account', 'account.account_id', 'member.account_id')
    .select(['member.account_id', 'member.joined_at', 'account.company_name', 'account.website_url'])
    .where('member.catalog', '=', catalog)
    .where('member.engagement_id', '=', engagement_id);

export const toMember = (row: {
  account_id: AccountId;
  company_name: string | null;
  website_url: string | null;
}): EngagementMember => ({
  account_id: row.account_id,
  company_name: companyName(row.account_id, row.company_name),
  website_url: websiteUrl(row.account_id, row.website_url),
});

/** Returns all members in the order in which they joined. */
export const listMembers = async (
  db: Queries,
  { catalog, engagement_id }: MembersKey,
): Promise<EngagementMember[]> => {
  const rows = await membersOf.all(db, { catalog, engagement_id });
  return rows.map(toMember);
};

const membersOf = prepare((db, key: MembersKey) =>
  queryMembers(db, key).orderBy('member.joined_at').orderBy('member.account_id'),
);

export interface EngagementFilter {
  catalog: Catalog;
  account: AccountId;
  ids?: string[] | undefined;
  createdBy?: AccountId[] | undefined;
  notCreatedBy?: AccountId[] | undefined;
  contextTypes?: string[] | undefined;
  notContextTypes?: string[] | undefined;
}

/** Selects the engagements of a member. Page by `member.engagement_created_at`, `member.engagement_id`. */
export const queryEngagements = (db: Queries, filter: EngagementFilter) => {
  const { ids, createdBy, notCreatedBy, contextTypes = [], notContextTypes = [] } = filter;
  const all = db
    .selectFrom('engagement_members as member')
    .innerJoin('engagements as engagement', (join) =>
      join
        .onRef('engagement.catalog', '=', 'member.catalog')
        .onRef('engagement.id', '=', 'member.engagement_id'),
    )
    .selectAll('engagement')
    .where('member.catalog', '=', filter.catalog)
    .where('member.account_id', '=', filter.account);
  return filtered(db, all, [
    values('id', ids, 'unique', 'member.engagement_id'),
    values('created_by', createdBy),
    notCreatedBy && { where: sql<boolean>`created_by not in (${sql.join(notCreatedBy)})` },
    contextTypes.length > 0 ? { where: hasContext(contextTypes) } : undefined,
    notContextTypes.length > 0 ? { where: sql<boolean>`not ${hasContext(notContextTypes)}` } : undefined,
  ]);
};

const hasContext = (types: readonly string[]) =>
  sql<boolean>`(${sql.join(
    types.map((type) => sql`context_types like ${`%|${type}|%`}`),
    sql` or `,
  )})`;

/** Writes contexts. Returns false if the engagement was modified after `expected`. */
export const updateContexts = async (
  db: Queries,
  engagement: Engagement,
  expected: Timestamp,
): Promise<boolean> => {
  const { catalog, id, contexts, modified_at, modified_by } = engagement;
  const { numUpdatedRows } = await db
    .updateTable('engagements')
    .set({
      contexts: JSON.stringify(contexts),
      context_types: contextTypesText(contexts),
      modified_at,
      modified_by,
    })
    .where('catalog', '=', catalog)
    .where('id', '=', id)
    .where('modified_at', '=', expected)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};
