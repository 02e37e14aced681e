import { recordEvents } from '../../events/record.ts';
import { jobName } from '../../kit/queue/jobs.ts';
import type { AccountId, Catalog } from '../../model/contract.ts';
import type { InvitationPayload } from '../../model/documents.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import { expirationDate } from '../../rules/invitations/invitations.ts';
import { findCompanyNames } from '../../store/repositories/accounts.ts';
import { insertInvitation } from '../../store/repositories/invitations.ts';
import type { Work } from '../work.ts';
import { invitationAnnouncements } from './accept-invitation.ts';

export interface NewInvitation {
  catalog: Catalog;
  engagementId: string;
  sender: AccountId;
  receiver: AccountId;
  receiverAlias?: string | undefined;
  message: string;
  payload: InvitationPayload;
}

/** Identifies the invitation that expires. */
export interface ExpiryPayload {
  catalog: Catalog;
  id: string;
}

/** The job that expires an invitation: jobs/invitations/expire-invitation.ts. */
export const expiryJob = jobName<ExpiryPayload>('expire-invitation');

/**
 * Sends an invitation and enqueues the job that expires it. Returns its id.
 * Throws a unique violation if the receiver has a pending invitation to the engagement.
 */
export const sendInvitation = async (work: Work, given: NewInvitation): Promise<string> => {
  const { tx, now, services } = work;
  const companyName = await findCompanyNames(tx, [given.sender, given.receiver]);
  const invitation = {
    catalog: given.catalog,
    id: services.ids.invitation(),
    engagement_id: given.engagementId,
    sender_account_id: given.sender,
    receiver_account_id: given.receiver,
    receiver_alias:
      given.receiverAlias ?? (given.sender === AWS_ACCOUNT ? aliasOf(companyName(given.receiver)) : ''),
    status: 'PENDING' as const,
    invitation_date: now,
    expiration_date: expirationDate(now),
    message: given.message,
    payload_type: given.payload.LeadInvitation
      ? ('LeadInvitation' as const)
      : ('OpportunityInvitation' as const),
    rejection_reason: '',
  };
  await insertInvitation(tx, { ...invitation, payload: given.payload });
  await services.jobs.enqueue(
    tx,
    expiryJob,
    { catalog: given.catalog, id: invitation.id },
    invitation.expiration_date,
  );
  const facts = { ...invitation, sender_company_name: companyName(given.sender) };
  await recordEvents(tx, services, now, invitationAnnouncements('Created', work, facts));
  return invitation.id;
};

/** The alias that AWS gives a receiver (seen: GetEngagementInvitation). AWS API reference, AccountReceiver: 80 characters. */
const aliasOf = (companyName: string): string => [...companyName].slice(0, 80).join('');
