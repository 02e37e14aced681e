import { StepFailure, type Work } from '../changes/work.ts';
import { lockOpportunity, type Opportunity } from '../store/repositories/opportunities.ts';
import type { Tasks } from '../store/tables/tasks.ts';

/** Finds and locks the task's opportunity. Throws `StepFailure` if it is gone. */
export const findTheOpportunity = async (
  { tx }: Work,
  { catalog, account_id, opportunity_id }: Tasks,
): Promise<Opportunity> => {
  const opportunity = await lockOpportunity(tx, { catalog, account_id, id: opportunity_id });
  if (opportunity) return opportunity;
  throw new StepFailure('OpportunityValidationFailed', 'The opportunity is no longer there.');
};
