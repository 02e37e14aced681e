import type { Announcement } from '../../events/record.ts';
import { newAwsSide } from '../../rules/invitations/aws-as-partner.ts';
import { type InvolvementType, submittedOpportunity } from '../../rules/opportunities/submission.ts';
import { findAwsSummary, type Opportunity } from '../../store/repositories/opportunities.ts';
import type { Work } from '../work.ts';
import { changeAwsSide } from './change-aws-side.ts';
import { planReviewByPolicy } from './planned-review.ts';
import { reviewOpportunity } from './review.ts';

/** AwsSubmission of the API. */
export interface AwsSubmission {
  involvementType: InvolvementType;
  visibility: 'Full' | 'Limited';
}

/**
 * Submits an opportunity that passes the rules of `submissionFaults` for AWS's review. AWS gets a side of it, if it has none
 * from an earlier submission. Answers what to announce.
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
