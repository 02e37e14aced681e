import { acceptInvitation } from '../../changes/invitations/accept-invitation.ts';
import { operation } from '../operation.ts';
import { invitation } from '../resources.ts';
import { orException } from '../step-failure.ts';
import { findVisibleInvitation, requireReceiver } from '../visible.ts';

/** Accepts an invitation: the caller joins the engagement. Creates no opportunity. Costs one transaction. */
export const acceptEngagementInvitation = operation(
  'AcceptEngagementInvitation',
  { access: 'Write', on: invitation('Identifier') },
  (input, call) =>
    call.transaction(async (work) => {
      const invitation = await findVisibleInvitation(call, input.Catalog, input.Identifier, work.tx);
      requireReceiver(invitation, call);
      await orException(acceptInvitation(work, invitation), 'Identifier');
      return {};
    }),
);
