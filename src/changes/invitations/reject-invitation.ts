import { recordEvents } from '../../events/record.ts';
import type { ReviewRemarks } from '../../rules/opportunities/life-cycle.ts';
import { closeInvitation, type Invitation } from '../../store/repositories/invitations.ts';
import { reviewByAnswer } from '../opportunities/review.ts';
import type { Work } from '../work.ts';
import { invitationAnnouncements } from './accept-invitation.ts';

/** Rejects a pending invitation. Returns false and changes nothing if it was answered concurrently. */
export const rejectInvitation = async (
  work: Work,
  invitation: Invitation,
  reason: string | undefined,
  remarks: ReviewRemarks = {},
): Promise<boolean> => {
  const { tx, now, services } = work;
  const { catalog, id } = invitation;
  if (!(await closeInvitation(tx, { catalog, id }, 'REJECTED', reason))) return false;
  await recordEvents(tx, services, now, [
    ...invitationAnnouncements('Rejected', work, invitation),
    ...(await reviewByAnswer(work, invitation, 'Rejected', remarks)),
  ]);
  return true;
};
