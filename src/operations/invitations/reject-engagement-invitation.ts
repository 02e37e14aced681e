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
    const isPending = status === 'PENDING';
    if (
      !isPending ||
      !(await closeInvitation(tx, input.Catalog, invitation.id, 'REJECTED', input.RejectionReason))
    ) {
      throw ConflictException(`The invitation is ${status}: it can no longer be rejected.`);
    }
    await recordEvents(tx, services, now, [
      ...invitationAnnouncements('Rejected', work, invitation),
      ...(await reviewByAnswer(work, invitation, 'Rejected')),
    ]);
    return {};
  }),
);
