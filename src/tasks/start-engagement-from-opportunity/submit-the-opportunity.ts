import { reviewByAnswer } from '../../changes/opportunities/review.ts';
import { submitOpportunity } from '../../changes/opportunities/submit-opportunity.ts';
import type { Work } from '../../changes/work.ts';
import type { Announcement } from '../../events/record.ts';
import { recordEvents } from '../../events/record.ts';
import type { InvolvementType } from '../../rules/opportunities/submission.ts';
import { findInvitation } from '../../store/repositories/invitations.ts';
import type { Tasks } from '../../store/tables/tasks.ts';
import { arnOfOpportunity } from '../may.ts';
import type { Step } from '../task-kind.ts';
import { findSubmittable } from './find-submittable.ts';

/** Step 3: submits the opportunity for AWS's review. */
export const submitTheOpportunity: Step = {
  name: 'submit the opportunity',
  performs: 'SubmitOpportunity',
  needs: { SubmitOpportunity: 'OpportunitySubmissionFailed' },
  run: async (work, task) => {
    const opportunity = await findSubmittable(work, task);
    await work.may('SubmitOpportunity', arnOfOpportunity(work, opportunity));
    const announcements = await submitOpportunity(work, opportunity, {
      involvementType: task.involvement_type as InvolvementType,
      visibility: task.visibility as 'Full' | 'Limited',
    });
    await recordEvents(work.tx, work.services, work.now, [
      ...announcements,
      ...(await reviewByEarlyAnswer(work, task)),
    ]);
    return {};
  },
};

/** If AWS has answered the invitation between step 2 and this one, the answer is its review. */
const reviewByEarlyAnswer = async (work: Work, task: Tasks): Promise<Announcement[]> => {
  const invitation = await findInvitation(work.tx, { catalog: task.catalog, id: task.invitation_id });
  if (invitation?.status === 'ACCEPTED') return reviewByAnswer(work, invitation, 'Approved');
  if (invitation?.status === 'REJECTED') return reviewByAnswer(work, invitation, 'Rejected');
  return [];
};
