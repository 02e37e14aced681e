import type { Announcement } from '../../events/record.ts';
import { newAwsSide } from '../../rules/invitations/aws-as-partner.ts';
import { type InvolvementType, submittedOpportunity } from '../../rules/opportunities/submission.ts';
import { findAwsSummary, type Opportunity } from '../../store/repositories/opportunities.ts';
import type { Work } from '../work.ts';
import { changeAwsSide } from './change-aws-side.ts';
import { planReviewByPolicy } from './planned-review.ts';
import { reviewOpportunity } from './review.ts';

export interface AwsSubmission {
  involvementType: InvolvementType;
  visibility: 'Full' | 'Limited';
}

/**
 * Submits an opportunity without `submissionFaults` for AWS's review, and creates AWS's side of it unless an earlier
 * submission did. Returns the events to record.
 */
export const submitOpportunity = async (
  work: Work,
  opportunity: Opportunity,
  submission: AwsSubmission,
): Promise<Announcement[]> => {
  const { catalog, id, document } = opportunity;
  const present = await findAwsSummary(work.tx, { catalog, opportunity_id: id });
  const snapshots = await changeAwsSide(work, opportunity, {
    ...(present ?? newAwsSide(document, 'Partner Referral', opportunity.account_id)),
    InvolvementType: submission.involvementType,
    Visibility: submission.visibility,
  });
  await planReviewByPolicy(work, opportunity);
  const taken = { ...opportunity, document: submittedOpportunity(document, submission.involvementType) };
  return [...(await reviewOpportunity(work, taken, 'Submitted')), ...snapshots];
};
