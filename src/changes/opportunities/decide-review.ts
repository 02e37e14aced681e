import type { ReviewDecision } from '../../controls/review-policy.ts';
import { recordEvents } from '../../events/record.ts';
import { ConflictException } from '../../model/errors.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import { effectiveStatus } from '../../rules/invitations/invitations.ts';
import type { ReviewRemarks } from '../../rules/opportunities/life-cycle.ts';
import { findEngagementsOf } from '../../store/repositories/engagement-resources.ts';
import { findPendingInvitation, type Invitation } from '../../store/repositories/invitations.ts';
import type { Opportunity } from '../../store/repositories/opportunities.ts';
import { forgetPlannedReview } from '../../store/repositories/planned-reviews.ts';
import { acceptInvitation } from '../invitations/accept-invitation.ts';
import { rejectInvitation } from '../invitations/reject-invitation.ts';
import type { Work } from '../work.ts';
import { reviewOpportunity } from './review.ts';

/** AWS's default reason for rejecting an invitation. */
const REJECTION_REASON = 'The opportunity was rejected in its review.';

/**
 * Decides AWS's review of an opportunity under review. If AWS has a pending invitation, an approval accepts it and a
 * rejection rejects it. Throws `StepFailure` if the invitation cannot be accepted.
 */
export const decideReview = async (
  work: Work,
  opportunity: Opportunity,
  decision: ReviewDecision,
  remarks: ReviewRemarks = {},
): Promise<void> => {
  const { tx, now, services } = work;
  if (decision !== 'In review') {
    const { catalog, account_id: account, id } = opportunity;
    await forgetPlannedReview(tx, { catalog, account, id });
  }
  if (decision === 'Approved' || decision === 'Rejected') {
    const invitation = await findOpenInvitation(work, opportunity);
    if (invitation && decision === 'Approved') return acceptInvitation(work, invitation, remarks);
    if (invitation) {
      const reason = remarks.reason?.slice(0, 80) || REJECTION_REASON;
      if (await rejectInvitation(work, invitation, reason, remarks)) return;
      throw ConflictException('AWS answered its invitation meanwhile. Get the opportunity to see how.');
    }
  }
  await recordEvents(tx, services, now, await reviewOpportunity(work, opportunity, decision, remarks));
};

/** Finds the invitation by which the opportunity's owner asked AWS for the review. */
const findOpenInvitation = async (
  { tx, now }: Work,
  opportunity: Opportunity,
): Promise<Invitation | undefined> => {
  for (const engagement of await findEngagementsOf(tx, opportunity)) {
    const invitation = await findPendingInvitation(tx, {
      catalog: opportunity.catalog,
      engagement_id: engagement,
      receiver_account_id: AWS_ACCOUNT,
    });
    // An expired invitation cannot be answered any more and does not prevent a decision.
    const isOpen = invitation && effectiveStatus(invitation, now) === 'PENDING';
    if (isOpen && invitation.sender_account_id === opportunity.account_id) return invitation;
  }
  return undefined;
};
