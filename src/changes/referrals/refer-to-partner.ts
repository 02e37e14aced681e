import { engagementCreated } from '../../events/catalogue.ts';
import { recordEvents } from '../../events/record.ts';
import type { AccountId } from '../../model/contract.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import { newAwsSide, partnerManager, REFERRAL_MESSAGE } from '../../rules/invitations/aws-as-partner.ts';
import {
  customerProjectContext,
  engagementDescription,
  engagementTitle,
  invitationPayload,
} from '../../rules/snapshots/views.ts';
import { associateOpportunity } from '../../store/repositories/engagement-resources.ts';
import { insertEngagement } from '../../store/repositories/engagements.ts';
import { type Opportunity, putAwsSummary } from '../../store/repositories/opportunities.ts';
import { sendInvitation } from '../invitations/send-invitation.ts';
import type { Work } from '../work.ts';

/** What came of a referral. */
export interface Referral {
  engagementId: string;
  invitationId: string;
}

/** AWS opens an engagement for an opportunity of its own and invites a partner to it. */
export const referToPartner = async (
  work: Work,
  opportunity: Opportunity,
  partner: AccountId,
  message?: string,
): Promise<Referral> => {
  const { tx, now, services } = work;
  const { catalog, document } = opportunity;
  const engagement = {
    catalog,
    id: services.ids.engagement(),
    title: engagementTitle(document),
    description: engagementDescription(document),
    created_at: now,
    created_by: AWS_ACCOUNT,
    modified_at: now,
    modified_by: AWS_ACCOUNT,
    contexts: [customerProjectContext(document)],
  };
  await putAwsSummary(tx, catalog, opportunity.id, newAwsSide(document, 'AWS Referral', partner));
  await insertEngagement(tx, engagement);
  await associateOpportunity(tx, catalog, engagement.id, opportunity.id, AWS_ACCOUNT);
  await recordEvents(tx, services, now, [
    { to: [AWS_ACCOUNT], event: engagementCreated(services.arns, engagement) },
  ]);
  const invitationId = await sendInvitation(work, {
    catalog,
    engagementId: engagement.id,
    sender: AWS_ACCOUNT,
    receiver: partner,
    message: message ?? REFERRAL_MESSAGE,
    payload: { OpportunityInvitation: invitationPayload(document, [partnerManager(partner)]) },
  });
  return { engagementId: engagement.id, invitationId };
};
