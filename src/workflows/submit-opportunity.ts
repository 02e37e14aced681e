import type { Announcement } from '../events/record.ts';
import type { AwsSummaryDocument, OpportunityDocument } from '../model/documents.ts';
import type { InvolvementType } from '../rules/submission.ts';
import { findAwsSummary, type Opportunity, putAwsSummary } from '../store/repositories/opportunities.ts';
import { planReviewByPolicy } from './planned-review.ts';
import { reviewOpportunity } from './review.ts';
import type { Work } from './work.ts';

/** What a partner asks of AWS with a submission. */
export interface AwsSubmission {
  involvementType: InvolvementType;
  visibility: 'Full' | 'Limited';
}

/**
 * Submits an opportunity that passes the rules of `submissionFaults`: it is up for AWS's review, and AWS opens its side of
 * it, where it has none from an earlier submission. Answers what to announce.
 */
export const submitOpportunity = async (
  work: Work,
  opportunity: Opportunity,
  submission: AwsSubmission,
): Promise<Announcement[]> => {
  const { catalog, id, document } = opportunity;
  const present = await findAwsSummary(work.tx, catalog, id);
  await putAwsSummary(work.tx, catalog, id, {
    ...(present ?? awsSideOf(document)),
    InvolvementType: submission.involvementType,
    Visibility: submission.visibility,
  });
  await planReviewByPolicy(work, opportunity);
  return reviewOpportunity(work, opportunity, 'Submitted');
};

const awsSideOf = (document: OpportunityDocument): AwsSummaryDocument => ({
  Origin: 'Partner Referral',
  LifeCycle: { Stage: 'Not Started', TargetCloseDate: document.LifeCycle?.TargetCloseDate },
  OpportunityTeam: [],
  Insights: { EngagementScore: 'Medium' },
  RelatedEntityIds: {
    AwsProducts: document.RelatedEntityIdentifiers?.AwsProducts ?? [],
    Solutions: document.RelatedEntityIdentifiers?.Solutions ?? [],
  },
  Customer: { Contacts: document.Customer?.Contacts ?? [] },
  Project: { ExpectedCustomerSpend: document.Project?.ExpectedCustomerSpend ?? [] },
});
