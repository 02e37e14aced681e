import { acceptInvitation } from '../../changes/invitations/accept-invitation.ts';
import type { Step } from '../task-kind.ts';
import { findTheInvitation } from './the-invitation.ts';

/** Step 1: accepts the invitation and makes its receiver a member of the engagement. */
export const acceptTheInvitation: Step = {
  name: 'accept the invitation',
  performs: 'AcceptEngagementInvitation',
  needs: {
    GetEngagementInvitation: 'InvitationAccessDenied',
    AcceptEngagementInvitation: 'InvitationAccessDenied',
  },
  run: async (work, task) => {
    const arn = work.services.arns.shared('engagement-invitation', task.catalog, task.invitation_id);
    await work.may('GetEngagementInvitation', arn);
    await work.may('AcceptEngagementInvitation', arn);
    const invitation = await findTheInvitation(work, task);
    await acceptInvitation(work, invitation);
    return {};
  },
};
