import type { AccountId } from '../../model/contract.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import { newAwsSide, partnerManager, REFERRAL_MESSAGE } from '../../rules/invitations/aws-as-partner.ts';
import {
  customerProjectContext,
  engagementDescription,
  engagementTitle,
  invitationPayload,
} from '../../rules/snapshots/views.ts';
import { addToEngagement } from '../../store/repositories/engagement-resources.ts';
import { type Opportunity, putAwsSummary } from '../../store/repositories/opportunities.ts';
import type { Work } from '../work.ts';
import { invitePartner, type Referral } from './invite-partner.ts';

/** Opens an engagement for an opportunity of AWS and invites a partner to it. */
export const referToPartner = async (
  work: Work,
  opportunity: Opportunity,
  partner: AccountId,
  message = REFERRAL_MESSAGE,
): Promise<Referral> => {
  const { tx } = work;
  const { catalog, document } = opportunity;
  await putAwsSummary(
    tx,
    { catalog, opportunity_id: opportunity.id },
    newAwsSide(document, 'AWS Referral', partner),
  );
  const referral = await invitePartner(work, partner, {
    engagement: {
      catalog,
      title: engagementTitle(document),
      description: engagementDescription(document),
      contexts: [customerProjectContext(document)],
    },
    invitation: {
      message,
      payload: { OpportunityInvitation: invitationPayload(document, [partnerManager(partner)]) },
    },
  });
  await addToEngagement(tx, {
    catalog,
    engagement_id: referral.engagementId,
    owner: AWS_ACCOUNT,
    opportunity_id: opportunity.id,
  });
  return referral;
};
