import { submitOpportunity as submit } from '../../changes/opportunities/submit-opportunity.ts';
import { recordEvents } from '../../events/record.ts';
import { businessValidationFailed } from '../../model/errors.ts';
import { closeDateIsAhead, opportunityFaults } from '../../rules/opportunities/faults.ts';
import { submissionFaults } from '../../rules/opportunities/submission.ts';
import { operation } from '../operation.ts';
import { opportunity } from '../resources.ts';
import { lockOwnOpportunity } from '../visible.ts';

/** Submits an opportunity for AWS's review. It cannot be changed until the review is over. Costs one transaction. */
export const submitOpportunity = operation(
  'SubmitOpportunity',
  { access: 'Write', on: opportunity('Identifier') },
  (input, call) =>
    call.transaction(async (work) => {
      const { InvolvementType: involvementType, Visibility: visibility = 'Full' } = input;
      const current = await lockOwnOpportunity(work, call, input.Catalog, input.Identifier);
      const faults = [
        ...submissionFaults(current.document, involvementType),
        ...opportunityFaults(current.document, work.now),
        ...closeDateIsAhead(current.document, work.now),
      ];
      if (faults.length > 0) throw businessValidationFailed(faults);
      const announcements = await submit(work, current, { involvementType, visibility });
      await recordEvents(work.tx, work.services, work.now, announcements);
      return {};
    }),
);
