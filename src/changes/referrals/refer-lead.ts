import type { AccountId, Catalog } from '../../model/contract.ts';
import type { EngagementContext, InvitationPayload } from '../../model/documents.ts';
import { datedLead, type Lead, newestInteraction } from '../../rules/engagements/leads.ts';
import { leadInvitationPayload } from '../../rules/snapshots/views.ts';
import type { Work } from '../work.ts';
import { invitePartner, type Referral } from './invite-partner.ts';

/** Maximum number of characters in an engagement's title. AWS API reference, CreateEngagement. */
const TITLE_LENGTH = 40;

/** Opens an engagement about a lead of AWS and invites a partner to it. */
export const referLead = async (
  work: Work,
  given: { catalog: Catalog; lead: Lead; partner: AccountId; message?: string | undefined },
): Promise<Referral> => {
  const { catalog, partner } = given;
  const lead = datedLead(given.lead, work.now);
  const about = newestInteraction(lead)?.Usecase || lead.Customer.CompanyName;
  const title = [...about].slice(0, TITLE_LENGTH).join('');
  return invitePartner(work, partner, {
    engagement: {
      catalog,
      title,
      description: 'A lead that AWS refers to a partner.',
      contexts: [{ Id: '1', Type: 'Lead', Payload: { Lead: lead } } as EngagementContext],
    },
    invitation: {
      message: given.message ?? `AWS would like you to follow up on ${title}.`,
      payload: { LeadInvitation: leadInvitationPayload(lead) } as InvitationPayload,
    },
  });
};
