import { opportunityUpdated } from '../events/catalogue.ts';
import type { Announcement } from '../events/record.ts';
import { nextModification } from '../model/clock.ts';
import { lockFollowers, type Opportunity, updateOpportunity } from '../store/repositories/opportunities.ts';
import { runSnapshotJobs } from './take-snapshot.ts';
import type { Work } from './work.ts';

/**
 * Lets the opportunities that partners made from this one follow its review, and theirs follow them. Answers what to
 * announce. AWS docs, working-with-multi-partner-opportunities: all follow when the sender's is approved.
 */
export const followReview = async (work: Work, source: Opportunity): Promise<Announcement[]> => {
  const status = source.document.LifeCycle?.ReviewStatus;
  if (status !== 'Approved') return [];
  const announcements: Announcement[] = [];
  for (const follower of await lockFollowers(work.tx, source)) {
    if (follower.document.LifeCycle?.ReviewStatus === status) continue;
    const opportunity: Opportunity = {
      ...follower,
      modified_at: nextModification(follower.modified_at, work.now),
      document: { ...follower.document, LifeCycle: { ...follower.document.LifeCycle, ReviewStatus: status } },
    };
    await updateOpportunity(work.tx, opportunity, follower.modified_at);
    announcements.push(
      { to: [opportunity.account_id], event: opportunityUpdated(work.services.arns, opportunity) },
      ...(await runSnapshotJobs(work, opportunity)),
      ...(await followReview(work, opportunity)),
    );
  }
  return announcements;
};
