import { ruleFor } from '../../controls/review-policy.ts';
import { plusMilliseconds } from '../../kit/flow/clock.ts';
import { jobName } from '../../kit/queue/jobs.ts';
import type { Opportunity } from '../../store/repositories/opportunities.ts';
import { type PlannedReviewKey, planReview } from '../../store/repositories/planned-reviews.ts';
import type { Work } from '../work.ts';

/** The job that decides a planned review: jobs/opportunities/review-opportunity.ts. */
export const reviewJob = jobName<PlannedReviewKey>('review-opportunity');

/**
 * Plans the review of an opportunity on its submission, if the review policy has a rule for it. A later change of the
 * policy does not change the plan. Costs two statements if there is a rule.
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
  await services.jobs.enqueue(tx, reviewJob, key, at);
};
