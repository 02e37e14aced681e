import { sql } from 'kysely';
import { rememberNamed } from '../../kit/flow/remember.ts';
import { parseFrozen } from '../../kit/shape/frozen.ts';
import type { ValueFilter } from '../../kit/sql/filter.ts';
import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
import type { InvitationPayload } from '../../model/documents.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import { filtered, values } from '../filtered.ts';
import { prepare } from '../prepare.ts';
import type { EngagementInvitations } from '../tables/engagement-invitations.ts';
import type { Queries } from '../tables.ts';
import { companyName } from './accounts.ts';
import { type EngagementMember, toMember } from './engagements.ts';

/** Its payload is text: `payloadOf` reads it. */
export interface Invitation extends EngagementInvitations {
  engagement_title: string;
  engagement_description: string;
  engagement_created_at: Timestamp;
  sender_company_name: string;
}

type InvitationKey = Pick<EngagementInvitations, 'catalog' | 'id'>;

const selectInvitations = (db: Queries, catalog: Catalog) =>
  db
    .selectFrom('engagement_invitations as invitation')
    .innerJoin('engagements as engagement', (join) =>
      join
        .onRef('engagement.catalog', '=', 'invitation.catalog')
        .onRef('engagement.id', '=', 'invitation.engagement_id'),
    )
    .leftJoin('accounts as sender', 'sender.account_id', 'invitation.sender_account_id')
    .selectAll('invitation')
    .select([
      'engagement.title as engagement_title',
      'engagement.description as engagement_description',
      'engagement.created_at as engagement_created_at',
      'sender.company_name as sender_company_name',
    ])
    .where('invitation.catalog', '=', catalog);

type InvitationRow = Omit<Invitation, 'sender_company_name'> & { sender_company_name: string | null };

/** Characters of payloads that are kept. */
const KEPT_CHARACTERS = 1_000_000;

const readPayload = rememberNamed((text): InvitationPayload => parseFrozen(text), KEPT_CHARACTERS);

/**
 * Returns the payload of an invitation. Nobody can change it, so those of the last invitations are kept: clients read one again and
 * again until its task has ended, and reading it took as long as the query.
 */
export const payloadOf = ({ id, payload }: Pick<Invitation, 'id' | 'payload'>): InvitationPayload =>
  readPayload(id, payload);

export const fromRow = (row: InvitationRow): Invitation => ({
  ...row,
  sender_company_name: companyName(row.sender_account_id, row.sender_company_name),
});

/** Throws a unique violation if the receiver has a PENDING invitation to the engagement. */
export const insertInvitation = async (
  db: Queries,
  invitation: Omit<EngagementInvitations, 'payload'> & { payload: InvitationPayload },
): Promise<void> => {
  const row = { ...invitation, payload: JSON.stringify(invitation.payload) };
  await insert.run(db, row);
};

const insert = prepare((db, row: EngagementInvitations) =>
  db.insertInto('engagement_invitations').values(row),
);

export const findInvitation = async (
  db: Queries,
  { catalog, id }: InvitationKey,
): Promise<Invitation | undefined> => {
  const row = await byId.first(db, { catalog, id });
  return row && fromRow(row);
};

const byId = prepare((db, { catalog, id }: Pick<EngagementInvitations, 'catalog' | 'id'>) =>
  selectInvitations(db, catalog).where('invitation.id', '=', id),
);

/**
 * Returns the invitation, if the account sent or received it, and the members of its engagement in the order in which
 * they joined. One query.
 */
export const findInvitationAndMembers = async (
  db: Queries,
  { catalog, participant, id }: InvitationKey & { participant: AccountId },
): Promise<{ invitation: Invitation; members: EngagementMember[] } | undefined> => {
  const rows = await withMembers.all(db, { catalog, id });
  const [first] = rows;
  if (!first || !participates(first, participant)) return undefined;
  const members = rows.map(
    ({ member_id: account_id, member_name: company_name, member_website: website_url }) =>
      toMember({ account_id, company_name, website_url }),
  );
  return { invitation: fromRow(first), members };
};

// Returns one row per member; an engagement has at most ten.
const withMembers = prepare((db, { catalog, id }: Pick<EngagementInvitations, 'catalog' | 'id'>) =>
  selectInvitations(db, catalog)
    .innerJoin('engagement_members as member', (join) =>
      join
        .onRef('member.catalog', '=', 'invitation.catalog')
        .onRef('member.engagement_id', '=', 'invitation.engagement_id'),
    )
    .leftJoin('accounts as account', 'account.account_id', 'member.account_id')
    .select([
      'member.account_id as member_id',
      'account.company_name as member_name',
      'account.website_url as member_website',
    ])
    .where('invitation.id', '=', id)
    .orderBy('member.joined_at')
    .orderBy('member.account_id'),
);

const participates = (
  { sender_account_id, receiver_account_id }: Omit<EngagementInvitations, 'payload'>,
  account: AccountId,
): boolean => sender_account_id === account || receiver_account_id === account;

/** Returns the invitation if the account sent or received it. */
export const findInvitationOfParticipant = async (
  db: Queries,
  { catalog, participant, id }: InvitationKey & { participant: AccountId },
): Promise<Invitation | undefined> => {
  const invitation = await findInvitation(db, { catalog, id });
  return invitation && participates(invitation, participant) ? invitation : undefined;
};

/** Moves a PENDING invitation to its final status. Returns false if it is no longer PENDING. */
export const closeInvitation = async (
  db: Queries,
  { catalog, id }: InvitationKey,
  status: 'ACCEPTED' | 'REJECTED' | 'EXPIRED',
  rejectionReason = '',
): Promise<boolean> => {
  return (await close.run(db, { catalog, id, status, rejection_reason: rejectionReason })) > 0;
};

type Closing = Pick<EngagementInvitations, 'catalog' | 'id' | 'status' | 'rejection_reason'>;

// Not `status = 'PENDING'`: PostgreSQL would scan the whole index of PENDING invitations.
const close = prepare((db, { catalog, id, ...changes }: Closing) =>
  db
    .updateTable('engagement_invitations')
    .set(changes)
    .where('catalog', '=', catalog)
    .where('id', '=', id)
    .where('status', 'not in', ['ACCEPTED', 'REJECTED', 'EXPIRED']),
);

/** Returns a receiver's PENDING invitation to an engagement, even if it has expired. */
export const findPendingInvitation = async (
  db: Queries,
  {
    catalog,
    engagement_id,
    receiver_account_id,
  }: Pick<EngagementInvitations, 'catalog' | 'engagement_id' | 'receiver_account_id'>,
): Promise<Invitation | undefined> => {
  const row = await selectInvitations(db, catalog)
    .where('invitation.engagement_id', '=', engagement_id)
    .where('invitation.receiver_account_id', '=', receiver_account_id)
    .where('invitation.status', '=', 'PENDING')
    .executeTakeFirst();
  return row && fromRow(row);
};

/** Counts the partners with a pending invitation to an engagement. */
export const countInvitedPartners = async (
  db: Queries,
  { catalog, engagement_id }: Pick<EngagementInvitations, 'catalog' | 'engagement_id'>,
  now: Timestamp,
): Promise<number> => {
  const row = await db
    .selectFrom('engagement_invitations')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('catalog', '=', catalog)
    .where('engagement_id', '=', engagement_id)
    .where('receiver_account_id', '!=', AWS_ACCOUNT)
    .where('status', '=', 'PENDING')
    .where('expiration_date', '>', now)
    .executeTakeFirstOrThrow();
  return Number(row.count);
};

export interface InvitationFilter {
  catalog: Catalog;
  participant: 'SENDER' | 'RECEIVER';
  account: AccountId;
  now: Timestamp;
  statuses?: EngagementInvitations['status'][] | undefined;
  payloadTypes?: EngagementInvitations['payload_type'][] | undefined;
  engagements?: string[] | undefined;
  senders?: AccountId[] | undefined;
}

type Status = EngagementInvitations['status'];

/** Compares the status as of `now`: a PENDING invitation past its expiration date is EXPIRED (rules/invitations). */
const statusFilters = (statuses: readonly Status[] | undefined, now: Timestamp) => {
  if (!statuses) return [];
  const [pending, expired] = [statuses.includes('PENDING'), statuses.includes('EXPIRED')];
  const written = expired && !pending ? [...statuses, 'PENDING'] : statuses;
  const comparison = sql.raw(pending ? '>' : '<=');
  const isLate = sql<boolean>`(status <> 'PENDING' or expiration_date ${comparison} ${now})`;
  return [
    values('status', written, ['invitation.invitation_date', 'invitation.id'], 'invitation.status'),
    pending === expired ? undefined : { where: isLate },
  ];
};

/** Leads are few, and an index has them alone; others are found among all in their order. */
const payloadFilter = (
  payloadTypes: readonly EngagementInvitations['payload_type'][] | undefined,
): ValueFilter | undefined => {
  const filter = values('payload_type', payloadTypes, undefined, 'invitation.payload_type');
  if (!filter?.values.every((type) => type === 'LeadInvitation')) return filter;
  return { ...filter, index: ['invitation.invitation_date', 'invitation.id'], areLiteral: true };
};

/**
 * Selects invitations that an account sent or received. An empty list of payload types does not filter. Page by
 * `invitation_date`, `id`.
 */
export const queryInvitations = (db: Queries, filter: InvitationFilter) => {
  const side = filter.participant === 'SENDER' ? 'sender_account_id' : 'receiver_account_id';
  const { now, statuses, payloadTypes, engagements, senders } = filter;
  const all = selectInvitations(db, filter.catalog).where(`invitation.${side}`, '=', filter.account);
  return filtered(db, all, [
    values('engagement_id', engagements, ['invitation.id'], 'invitation.engagement_id'),
    ...statusFilters(statuses, now),
    payloadFilter(payloadTypes),
    values('sender_account_id', senders),
  ]);
};

/** Returns the expiration dates of the PENDING invitations of all accounts. Scans the table. */
export const findPendingExpiries = async (
  db: Queries,
): Promise<Pick<EngagementInvitations, 'catalog' | 'id' | 'expiration_date'>[]> =>
  db
    .selectFrom('engagement_invitations')
    .select(['catalog', 'id', 'expiration_date'])
    .where('status', '=', 'PENDING')
    .orderBy('expiration_date')
    .orderBy('id')
    .execute();
