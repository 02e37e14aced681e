import type { Catalog } from '../model/contract.ts';
import { AccessDeniedException } from '../model/errors.ts';
import { type Engagement, findEngagementOfMember } from '../store/repositories/engagements.ts';
import {
  findInvitationAndMembers,
  findInvitationOfParticipant,
  type Invitation,
} from '../store/repositories/invitations.ts';
import type { Queries } from '../store/tables.ts';
import { notFound } from './not-found.ts';
import type { Call } from './operation.ts';

/**
 * The engagement that an ArnOrIdentifier names, if the caller is a member. Throws ResourceNotFoundException.
 * `db`: the transaction to read it in; without, what is committed.
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
 * The invitation that an ArnOrIdentifier names, if the caller sent or received it. Throws ResourceNotFoundException.
 * `db`: the transaction to read it in; without, what is committed.
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

/** The same, and who is in its engagement. Throws ResourceNotFoundException. Costs one query. */
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

/** Only the receiver answers an invitation. Throws AccessDeniedException for its sender. */
export const requireReceiver = (invitation: Invitation, { account }: Call): void => {
  if (invitation.receiver_account_id === account) return;
  throw AccessDeniedException('Your account sent this invitation. Only its receiver can answer it.');
};
