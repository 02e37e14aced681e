import { recordEvents } from '../../events/record.ts';
import type { InvolvementType } from '../../rules/submission.ts';
import { submitOpportunity } from '../submit-opportunity.ts';
import type { Step } from '../workflow.ts';
import { findSubmittable } from './the-opportunity.ts';

/** Step 3: the opportunity is up for AWS's review. */
export const submitTheOpportunity: Step = {
  name: 'submit the opportunity',
  run: async (work, task) => {
    const opportunity = await findSubmittable(work, task);
    const announcements = await submitOpportunity(work, opportunity, {
      involvementType: task.involvement_type as InvolvementType,
      visibility: task.visibility as 'Full' | 'Limited',
    });
    await recordEvents(work.tx, work.services, work.now, announcements);
    return {};
  },
};
