import { recordEvents } from '../events/record.ts';
import { AWS_ACCOUNT } from '../model/identifiers.ts';
import { effectiveStatus } from '../rules/invitations.ts';
import { findEngagementsOf } from '../store/repositories/engagement-resources.ts';
import { findPendingInvitation } from '../store/repositories/invitations.ts';
import type { Opportunity } from '../store/repositories/opportunities.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { reviewOpportunity } from './review.ts';
import type { Work } from './work.ts';

/** AWS decides the review of an opportunity. Its approval is its acceptance of the invitation, if it has one. */
export const decideReview = async (
  work: Work,
  opportunity: Opportunity,
  decision: 'Approved' | 'Action Required',
): Promise<void> => {
  const { tx, now, services } = work;
  const { catalog, account_id, id } = opportunity;
  if (decision === 'Approved') {
    for (const engagement of await findEngagementsOf(tx, catalog, id, account_id)) {
      const invitation = await findPendingInvitation(tx, catalog, engagement, AWS_ACCOUNT);
      // One whose time is over can no longer be accepted, and keeps nobody from deciding.
      const isOpen = invitation && effectiveStatus(invitation, now) === 'PENDING';
      if (isOpen && invitation.sender_account_id === account_id) return acceptInvitation(work, invitation);
    }
  }
  await recordEvents(tx, services, now, await reviewOpportunity(work, opportunity, decision));
};
