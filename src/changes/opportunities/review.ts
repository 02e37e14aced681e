import type { Announcement } from '../../events/record.ts';
import type { ReviewStatus } from '../../model/documents.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import {
  canBeReviewed,
  type ReviewRemarks,
  reviewedLifeCycle,
} from '../../rules/opportunities/life-cycle.ts';
import { findOpportunityIds } from '../../store/repositories/engagement-resources.ts';
import type { Invitation } from '../../store/repositories/invitations.ts';
import { lockFollowers, lockOpportunity, type Opportunity } from '../../store/repositories/opportunities.ts';
import type { Work } from '../work.ts';
import { changeOpportunity } from './change-opportunity.ts';

/**
 * Sets the review status of an opportunity. An approval also approves the opportunities that partners created from it,
 * recursively (AWS docs, working-with-multi-partner-opportunities). Returns the events to record.
 */
export const reviewOpportunity = async (
  work: Work,
  current: Opportunity,
  status: ReviewStatus,
  remarks: ReviewRemarks = {},
): Promise<Announcement[]> => {
  const lifeCycle = reviewedLifeCycle(current.document.LifeCycle, status, remarks);
  const document = { ...current.document, LifeCycle: lifeCycle };
  const { opportunity, announcements } = await changeOpportunity(work, current, document);
  if (status !== 'Approved') return announcements;
  for (const follower of await lockFollowers(work.tx, opportunity)) {
    if (follower.document.LifeCycle?.ReviewStatus === status) continue;
    announcements.push(...(await reviewOpportunity(work, follower, status)));
  }
  return announcements;
};

/**
 * Reviews the opportunities of the invitation's sender if AWS answers it: AWS's answer to the invitation of a submission is
 * its review (AWS docs, working-with-your-opportunities, "Review process"). Returns the events to record: none if the
 * receiver is another account, or if no opportunity is under review.
 */
export const reviewByAnswer = async (
  work: Work,
  invitation: Pick<Invitation, 'catalog' | 'engagement_id' | 'sender_account_id' | 'receiver_account_id'>,
  status: 'Approved' | 'Rejected',
  remarks: ReviewRemarks = {},
): Promise<Announcement[]> => {
  const { catalog, engagement_id, sender_account_id: sender, receiver_account_id: receiver } = invitation;
  if (receiver !== AWS_ACCOUNT) return [];
  const announcements: Announcement[] = [];
  for (const id of await findOpportunityIds(work.tx, { catalog, engagement_id, owner: sender })) {
    const opportunity = await lockOpportunity(work.tx, { catalog, account_id: sender, id });
    if (!opportunity || !canBeReviewed(opportunity.document.LifeCycle?.ReviewStatus)) continue;
    announcements.push(...(await reviewOpportunity(work, opportunity, status, remarks)));
  }
  return announcements;
};
