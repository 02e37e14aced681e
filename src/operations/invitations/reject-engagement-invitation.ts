import { rejectInvitation } from '../../changes/invitations/reject-invitation.ts';
import { ConflictException } from '../../model/errors.ts';
import { effectiveStatus } from '../../rules/invitations/invitations.ts';
import { operation } from '../operation.ts';
import { invitation } from '../resources.ts';
import { findVisibleInvitation, requireReceiver } from '../visible.ts';

/** Rejects an invitation permanently. Costs one transaction. */
export const rejectEngagementInvitation = operation(
  'RejectEngagementInvitation',
  { access: 'Write', on: invitation('Identifier') },
  (input, call) =>
    call.transaction(async (work) => {
      const invitation = await findVisibleInvitation(call, input.Catalog, input.Identifier, work.tx);
      requireReceiver(invitation, call);
      const status = effectiveStatus(invitation, work.now);
      if (status !== 'PENDING') throw tooLate(status);
      const isRejected = await rejectInvitation(work, invitation, input.RejectionReason);
      if (!isRejected) throw tooLate('answered meanwhile');
      return {};
    }),
);

const tooLate = (status: string) =>
  ConflictException(`The invitation is ${status}: it can no longer be rejected.`);
