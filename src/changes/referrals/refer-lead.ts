import { engagementCreated } from '../../events/catalogue.ts';
import { recordEvents } from '../../events/record.ts';
import type { AccountId, Catalog } from '../../model/contract.ts';
import type { EngagementContext, InvitationPayload } from '../../model/documents.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import { datedLead, type Lead, newestInteraction } from '../../rules/engagements/leads.ts';
import { leadInvitationPayload } from '../../rules/snapshots/views.ts';
import { insertEngagement } from '../../store/repositories/engagements.ts';
import { sendInvitation } from '../invitations/send-invitation.ts';
import type { Work } from '../work.ts';
import type { Referral } from './refer-to-partner.ts';

/** The longest title of an engagement. AWS API reference, CreateEngagement. */
const TITLE_LENGTH = 40;

/** AWS opens an engagement about a lead of its own and invites a partner to it. */
export const referLead = async (
  work: Work,
  {
    catalog,
    lead: given,
    partner,
    message,
  }: { catalog: Catalog; lead: Lead; partner: AccountId; message?: string | undefined },
): Promise<Referral> => {
  const { tx, now, services } = work;
  const lead = datedLead(given, now);
  const engagement = {
    catalog,
    id: services.ids.engagement(),
    title: [...(newestInteraction(lead)?.Usecase || lead.Customer.CompanyName)]
      .slice(0, TITLE_LENGTH)
      .join(''),
    description: 'A lead that AWS refers to a partner.',
    created_at: now,
    created_by: AWS_ACCOUNT,
    modified_at: now,
    modified_by: AWS_ACCOUNT,
    contexts: [{ Id: '1', Type: 'Lead', Payload: { Lead: lead } } as EngagementContext],
  };
  await insertEngagement(tx, engagement);
  await recordEvents(tx, services, now, [
    { to: [AWS_ACCOUNT], event: engagementCreated(services.arns, engagement) },
  ]);
  const invitationId = await sendInvitation(work, {
    catalog,
    engagementId: engagement.id,
    sender: AWS_ACCOUNT,
    receiver: partner,
    message: message ?? `AWS would like you to follow up on ${engagement.title}.`,
    payload: { LeadInvitation: leadInvitationPayload(lead) } as InvitationPayload,
  });
  return { engagementId: engagement.id, invitationId };
};
