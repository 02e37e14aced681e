import { recordEvents } from '../../events/record.ts';
import type { AccountId } from '../../model/contract.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import { type NewEngagement, openEngagement } from '../engagements/open-engagement.ts';
import { type NewInvitation, sendInvitation } from '../invitations/send-invitation.ts';
import type { Work } from '../work.ts';

export interface Referral {
  engagementId: string;
  invitationId: string;
}

/** Opens an engagement as AWS and invites a partner to it. */
export const invitePartner = async (
  work: Work,
  partner: AccountId,
  given: { engagement: NewEngagement; invitation: Pick<NewInvitation, 'message' | 'payload'> },
): Promise<Referral> => {
  const { engagement, announcements } = await openEngagement(work, AWS_ACCOUNT, given.engagement);
  await recordEvents(work.tx, work.services, work.now, announcements);
  const invitationId = await sendInvitation(work, {
    ...given.invitation,
    catalog: engagement.catalog,
    engagementId: engagement.id,
    sender: AWS_ACCOUNT,
    receiver: partner,
  });
  return { engagementId: engagement.id, invitationId };
};
