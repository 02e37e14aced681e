import { StepFailure, type Work } from '../../changes/work.ts';
import { asAnswered, type Fault } from '../../model/errors.ts';
import { closeDateIsAhead, opportunityFaults } from '../../rules/opportunities/faults.ts';
import { type InvolvementType, submissionFaults } from '../../rules/opportunities/submission.ts';
import { lockOpportunity, type Opportunity } from '../../store/repositories/opportunities.ts';
import type { Tasks } from '../../store/tables/tasks.ts';

/** The task's opportunity. */
export const findTheOpportunity = async ({ tx }: Work, task: Tasks): Promise<Opportunity> => {
  const opportunity = await lockOpportunity(tx, task.catalog, task.account_id, task.opportunity_id);
  if (opportunity) return opportunity;
  throw new StepFailure('OpportunityValidationFailed', 'The opportunity is no longer there.');
};

/** The task's opportunity, which must be ready to be submitted, and pass the rules still. */
export const findSubmittable = async (work: Work, task: Tasks): Promise<Opportunity> => {
  const opportunity = await findTheOpportunity(work, task);
  const { document } = opportunity;
  refuse('OpportunitySubmissionFailed', submissionFaults(document, task.involvement_type as InvolvementType));
  refuse('OpportunityValidationFailed', [
    ...opportunityFaults(document, work.now),
    ...closeDateIsAhead(document, work.now),
  ]);
  return opportunity;
};

const refuse = (
  reasonCode: 'OpportunitySubmissionFailed' | 'OpportunityValidationFailed',
  faults: Fault[],
): void => {
  if (faults.length === 0) return;
  const why = faults.map((fault) => asAnswered(fault).Message).join(' ');
  throw new StepFailure(reasonCode, `The opportunity cannot be submitted. ${why}`);
};
