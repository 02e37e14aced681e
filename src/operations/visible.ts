import type { Work } from '../changes/work.ts';
import type { Catalog } from '../model/contract.ts';
import { AccessDeniedException } from '../model/errors.ts';
import { type Engagement, findEngagementOfMember } from '../store/repositories/engagements.ts';
import {
  findInvitationAndMembers,
  findInvitationOfParticipant,
  type Invitation,
} from '../store/repositories/invitations.ts';
import { lockOpportunity, type Opportunity } from '../store/repositories/opportunities.ts';
import type { Queries } from '../store/tables.ts';
import { notFound } from './not-found.ts';
import type { Call } from './operation.ts';

/**
 * Returns the engagement that an ArnOrIdentifier names. Throws ResourceNotFoundException if the caller is not a member.
 * `db`: the transaction to read in; default: committed data. Costs one query.
 */
export const findVisibleEngagement = async (
  { reads, account, services }: Call,
  catalog: Catalog,
  identifier: string,
  db: Queries = reads,
): Promise<Engagement> => {
  const id = services.arns.sharedId('engagement', catalog, identifier);
  const engagement = id ? await findEngagementOfMember(db, { catalog, member: account, id }) : undefined;
  if (!engagement) throw notFound('engagement', identifier);
  return engagement;
};

/**
 * Returns the invitation that an ArnOrIdentifier names. Throws ResourceNotFoundException if the caller neither sent nor
 * received it. `db`: the transaction to read in; default: committed data. Costs one query.
 */
export const findVisibleInvitation = async (
  { reads, account, services }: Call,
  catalog: Catalog,
  identifier: string,
  db: Queries = reads,
): Promise<Invitation> => {
  const id = services.arns.sharedId('engagement-invitation', catalog, identifier);
  const invitation = id
    ? await findInvitationOfParticipant(db, { catalog, participant: account, id })
    : undefined;
  if (!invitation) throw notFound('engagement invitation', identifier);
  return invitation;
};

/** Returns the invitation and the members of its engagement; see `findVisibleInvitation`. Costs one query. */
export const findVisibleInvitationAndMembers = async (
  { reads, account, services }: Call,
  catalog: Catalog,
  identifier: string,
) => {
  const id = services.arns.sharedId('engagement-invitation', catalog, identifier);
  const found = id ? await findInvitationAndMembers(reads, { catalog, participant: account, id }) : undefined;
  if (!found) throw notFound('engagement invitation', identifier);
  return found;
};

/**
 * Locks an opportunity of the caller until the transaction ends. Throws ResourceNotFoundException if the caller has none of this
 * id. Costs one query.
 */
export const lockOwnOpportunity = async (
  { tx }: Work,
  { account }: Call,
  catalog: Catalog,
  id: string,
): Promise<Opportunity> => {
  const opportunity = await lockOpportunity(tx, { catalog, account_id: account, id });
  if (!opportunity) throw notFound('opportunity', id);
  return opportunity;
};

/** Throws AccessDeniedException if the caller sent the invitation: only the receiver can answer it. */
export const requireReceiver = (invitation: Invitation, { account }: Call): void => {
  if (invitation.receiver_account_id === account) return;
  throw AccessDeniedException('Your account sent this invitation. Only its receiver can answer it.');
};
