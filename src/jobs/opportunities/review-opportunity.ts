import { decideReview } from '../../changes/opportunities/decide-review.ts';
import { reviewJob } from '../../changes/opportunities/planned-review.ts';
import { runWork } from '../../changes/work.ts';
import { reviewFaults } from '../../rules/opportunities/life-cycle.ts';
import { lockOpportunity } from '../../store/repositories/opportunities.ts';
import {
  findPlannedReviews,
  type PlannedReviewKey,
  takePlannedReview,
} from '../../store/repositories/planned-reviews.ts';
import type { JobKind } from '../job-kind.ts';

/**
 * Decides AWS's review by the review policy as it was when the opportunity was submitted. Does nothing if the opportunity
 * is no longer under review. Costs one transaction.
 */
export const reviewOpportunityJob: JobKind<PlannedReviewKey> = {
  ...reviewJob,
  isTimed: true,
  run: (services, key) =>
    runWork(services, async (work) => {
      const { tx, now } = work;
      const opportunity = await lockOpportunity(tx, {
        catalog: key.catalog,
        account_id: key.account,
        id: key.id,
      });
      const plan = await takePlannedReview(tx, key, now);
      // The clock was set back after the job was due, or the review was planned again.
      if (plan && plan.at > now) return services.jobs.enqueue(tx, reviewJob, key, plan.at);
      if (!plan || !opportunity || reviewFaults(opportunity.document, plan.decision).length > 0) return;
      await decideReview(work, opportunity, plan.decision, { comments: plan.comments });
    }),
  giveUp: async () => {},
  findUnfinished: async (db) =>
    (await findPlannedReviews(db)).map(({ catalog, account, id, at }) => ({
      payload: { catalog, account, id },
      runAt: at,
    })),
};
