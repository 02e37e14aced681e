import { recordEvents } from '../../events/record.ts';
import { ConflictException } from '../../model/errors.ts';
import { effectiveStatus } from '../../rules/invitations.ts';
import { closeInvitation } from '../../store/repositories/invitations.ts';
import { invitationAnnouncements } from '../../workflows/accept-invitation.ts';
import { reviewByAnswer } from '../../workflows/review.ts';
import { operation } from '../operation.ts';
import { findVisibleInvitation, requireReceiver } from '../visible.ts';

/** Rejects an invitation for good. Costs one transaction. */
export const rejectEngagementInvitation = operation('RejectEngagementInvitation', 'Write', (input, call) =>
  call.transaction(async (work) => {
    const { tx, now, services } = work;
    const invitation = await findVisibleInvitation(call, input.Catalog, input.Identifier, tx);
    requireReceiver(invitation, call);
    const status = effectiveStatus(invitation, now);
    if (status !== 'PENDING') throw tooLate(status);
    const { catalog, id } = invitation;
    const isRejected = await closeInvitation(tx, catalog, id, 'REJECTED', input.RejectionReason);
    if (!isRejected) throw tooLate('answered meanwhile');
    await recordEvents(tx, services, now, [
      ...invitationAnnouncements('Rejected', work, invitation),
      ...(await reviewByAnswer(work, invitation, 'Rejected')),
    ]);
    return {};
  }),
);

const tooLate = (status: string) =>
  ConflictException(`The invitation is ${status}: it can no longer be rejected.`);
