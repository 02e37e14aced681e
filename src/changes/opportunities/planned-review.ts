import { ruleFor } from '../../controls/review-policy.ts';
import type { JobPayloads } from '../../jobs/jobs.ts';
import { plusMilliseconds } from '../../kit/flow/clock.ts';
import { reviewFaults } from '../../rules/opportunities/life-cycle.ts';
import { lockOpportunity, type Opportunity } from '../../store/repositories/opportunities.ts';
import { planReview, takePlannedReview } from '../../store/repositories/planned-reviews.ts';
import type { Services, Work } from '../work.ts';
import { decideReview } from './decide-review.ts';

/**
 * Plans the review of an opportunity that is being submitted, if the review policy has a rule for it. A later change of the
 * policy does not change the plan. Costs nothing without a rule, else two statements.
 */
export const planReviewByPolicy = async (
  { tx, now, services }: Work,
  { catalog, account_id, id }: Pick<Opportunity, 'catalog' | 'account_id' | 'id'>,
): Promise<void> => {
  const rule = ruleFor(services.controls.reviewPolicy, { catalog, account_id });
  if (!rule) return;
  const { decision, comments } = rule;
  const at = plusMilliseconds(now, rule.after);
  const key = { catalog, account: account_id, id };
  await planReview(tx, key, { decision, at, ...(comments !== undefined && { comments }) });
  await services.jobs.enqueue(tx, 'review-opportunity', key, at);
};

/** Runs at the time of a planned review. Does nothing if the opportunity is no longer up for review. */
export const runPlannedReview = async (
  services: Services,
  key: JobPayloads['review-opportunity'],
): Promise<void> => {
  await services.store.transaction(async (tx) => {
    const now = services.clock.now();
    const opportunity = await lockOpportunity(tx, key.catalog, key.account, key.id);
    const plan = await takePlannedReview(tx, key, now);
    // The clock was set back after the job was due, or the review was planned again.
    if (plan && plan.at > now) return services.jobs.enqueue(tx, 'review-opportunity', key, plan.at);
    if (!plan || !opportunity || reviewFaults(opportunity.document, plan.decision).length > 0) return;
    await decideReview({ tx, now, services }, opportunity, plan.decision, { comments: plan.comments });
  });
};
