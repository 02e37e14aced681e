import { type RawBuilder, sql } from 'kysely';
import { isBeyond } from '../../kit/sql/page.ts';
import type { AccountId, Catalog } from '../../model/contract.ts';
import type { Queries } from '../tables.ts';

/** Whose things are searched, and where. */
export interface SearchPlace {
  catalog: Catalog;
  account: AccountId;
}

/** One thing of an account, as a search shows it; empty texts for what it does not have. */
export interface Found {
  id: string;
  title: string;
  company: string;
  status: string;
  /** When a pending invitation expires. */
  expires: string;
  /** Further text: the document of an opportunity. */
  more: string;
}

/** A row of a list as a search reads it: `at` and `id` are its position. */
export type SearchPosition = readonly [at: string, id: string];

interface Newest {
  /** Selects what an account has, without an order; ends with its conditions. */
  rows: RawBuilder<unknown>;
  /** The columns of the position. */
  keys: readonly [at: string, id: string];
}

/** What an account has of each kind, newest first by an index that begins with catalog and account. */
const newest = {
  opportunity: ({ catalog, account }: SearchPlace): Newest => ({
    rows: sql`
      select id, '' as title, company_name as company, review_status as status, '' as expires, document as more, modified_at as at
      from opportunities where catalog = ${catalog} and account_id = ${account}`,
    keys: ['modified_at', 'id'],
  }),
  receivedInvitation: (place: SearchPlace) => invitationsBy('receiver_account_id', place),
  sentInvitation: (place: SearchPlace) => invitationsBy('sender_account_id', place),
  engagement: ({ catalog, account }: SearchPlace): Newest => ({
    rows: sql`
      select engagement.id, engagement.title, '' as company, '' as status, '' as expires, '' as more,
        member.engagement_created_at as at
      from engagement_members as member
      join engagements as engagement on engagement.catalog = member.catalog and engagement.id = member.engagement_id
      where member.catalog = ${catalog} and member.account_id = ${account}`,
    keys: ['member.engagement_created_at', 'member.engagement_id'],
  }),
  solution: ({ catalog, account }: SearchPlace): Newest => ({
    rows: sql`
      select id, name as title, '' as company, status, '' as expires, '' as more, created_at as at
      from solutions where catalog = ${catalog} and account_id = ${account}`,
    keys: ['created_at', 'id'],
  }),
};

const invitationsBy = (
  side: 'receiver_account_id' | 'sender_account_id',
  { catalog, account }: SearchPlace,
): Newest => ({
  rows: sql`
    select invitation.id, engagement.title, coalesce(sender.company_name, '') as company, invitation.status,
      invitation.expiration_date as expires, '' as more, invitation.invitation_date as at
    from engagement_invitations as invitation
    join engagements as engagement
      on engagement.catalog = invitation.catalog and engagement.id = invitation.engagement_id
    left join accounts as sender on sender.account_id = invitation.sender_account_id
    where invitation.catalog = ${catalog} and ${sql.ref(`invitation.${side}`)} = ${account}`,
  keys: ['invitation.invitation_date', 'invitation.id'],
});

export type SearchedKind = keyof typeof newest;

/** Which of the newest things are read: so many after a position. */
export interface Stretch {
  after: SearchPosition | undefined;
  take: number;
}

/** Selects the newest things after a position, at most `limit`. */
const newestAfter = (
  kind: SearchedKind,
  place: SearchPlace,
  after: SearchPosition | undefined,
  limit: number,
): RawBuilder<unknown> => {
  const { rows, keys } = newest[kind](place);
  const next = after ? sql`and ${isBeyond(keys, 'DESCENDING', after)}` : sql``;
  const order = sql.join(keys.map((key) => sql`${sql.ref(key)} desc`));
  return sql`${rows} ${next} order by ${order} limit ${limit}`;
};

/**
 * Returns those of a stretch of an account's newest things of a kind that may have a text: in the id, the title, the company or the
 * document, which has other texts as well.
 */
export const searchNewest = async (
  db: Queries,
  kind: SearchedKind,
  place: SearchPlace,
  { text, after, take }: Stretch & { text: string },
): Promise<Found[]> => {
  const has = (column: string, pattern: string): RawBuilder<boolean> =>
    sql<boolean>`lower(${sql.ref(column)}) like ${pattern} escape '!'`;
  // In a document, a quote is written with a backslash.
  const anywhere = ['title', 'company'].map((column) => has(column, patternOf(text)));
  const inMore = has('more', patternOf(JSON.stringify(text).slice(1, -1)));
  const { rows } = await sql<Found>`
    select * from (${newestAfter(kind, place, after, take)}) as newest
    where ${sql.join([has('id', patternOf(text).slice(1)), ...anywhere, inMore], sql` or `)}`.execute(db);
  return rows;
};

/** Returns the position of the last of a stretch, if there is more after it. */
export const findNextStretch = async (
  db: Queries,
  kind: SearchedKind,
  place: SearchPlace,
  { after, take }: Stretch,
): Promise<SearchPosition | undefined> => {
  const { rows } = await sql<{ at: string; id: string }>`
    select at, id from (${newestAfter(kind, place, after, take + 1)}) as newest limit 2 offset ${take - 1}`.execute(
    db,
  );
  const [last, next] = rows;
  return last && next && [last.at, last.id];
};

/**
 * Returns a LIKE pattern for texts that contain a text, whatever their case. SQLite converts only ASCII to lower case, so any
 * other character matches every one; the caller compares again.
 */
const patternOf = (text: string): string => {
  const characters = [...text.toLowerCase()].map((character) => {
    if (/[%_!]/.test(character)) return `!${character}`;
    return character > '\u007f' ? '_' : character;
  });
  return `%${characters.join('')}%`;
};

/** Returns an account's opportunities whose id, or whose customer's name, begins with one of the texts. By key or index. */
export const findOpportunitiesByPrefix = async (
  db: Queries,
  { catalog, account }: SearchPlace,
  column: 'id' | 'company_name',
  prefixes: readonly string[],
  limit: number,
): Promise<Found[]> => {
  const found: Found[] = [];
  for (const prefix of new Set(prefixes)) {
    const rows = await db
      .selectFrom('opportunities')
      .select(['id', 'company_name as company', 'review_status as status', 'document as more'])
      .where('catalog', '=', catalog)
      .where('account_id', '=', account)
      .where(column, '>=', prefix)
      .where(column, '<', `${prefix}\u{10ffff}`)
      .orderBy(column)
      .limit(limit)
      .execute();
    found.push(...rows.map((row) => ({ ...row, title: '', expires: '' })));
  }
  return found;
};
