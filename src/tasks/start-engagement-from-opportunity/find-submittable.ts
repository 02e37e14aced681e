import { StepFailure, type Work } from '../../changes/work.ts';
import { asAnswered, type Fault } from '../../model/errors.ts';
import { closeDateIsAhead, opportunityFaults } from '../../rules/opportunities/faults.ts';
import { type InvolvementType, submissionFaults } from '../../rules/opportunities/submission.ts';
import type { Opportunity } from '../../store/repositories/opportunities.ts';
import type { Tasks } from '../../store/tables/tasks.ts';
import { findTheOpportunity } from '../the-opportunity.ts';

/** Finds and locks the task's opportunity. Throws `StepFailure` if it is gone, invalid or cannot be submitted. */
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
