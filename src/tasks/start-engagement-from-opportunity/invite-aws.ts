import { expireInvitation } from '../../changes/invitations/expire-invitation.ts';
import { sendInvitation } from '../../changes/invitations/send-invitation.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import { engagementTitle, invitationPayload } from '../../rules/snapshots/views.ts';
import { listMembers, lockEngagement } from '../../store/repositories/engagements.ts';
import { findPendingInvitation } from '../../store/repositories/invitations.ts';
import type { Step } from '../task-kind.ts';
import { findSubmittable } from './find-submittable.ts';

/** Step 2: invites AWS to the engagement unless it is a member or invited already. */
export const inviteAws: Step = {
  name: 'invite AWS',
  performs: 'CreateEngagementInvitation',
  needs: { CreateEngagementInvitation: 'InvitationAccessDenied' },
  run: async (work, task) => {
    const { tx, now, services } = work;
    const { catalog, account_id, engagement_id } = task;
    // Locks the engagement before the opportunity, as AWS's acceptance does, to avoid a deadlock.
    await lockEngagement(tx, { catalog, id: engagement_id });
    const opportunity = await findSubmittable(work, task);
    const members = await listMembers(tx, { catalog, engagement_id });
    if (members.some((member) => member.account_id === AWS_ACCOUNT)) return {};

    const pending = await findPendingInvitation(tx, {
      catalog,
      engagement_id,
      receiver_account_id: AWS_ACCOUNT,
    });
    if (pending && pending.expiration_date > now) return { invitation_id: pending.id };
    await work.may('CreateEngagementInvitation', services.arns.shared('engagement-invitation', catalog, '*'));
    if (pending) await expireInvitation(work, pending);
    const invitation = await sendInvitation(work, {
      catalog,
      engagementId: engagement_id,
      sender: account_id,
      receiver: AWS_ACCOUNT,
      message: `We would like to work with AWS on ${engagementTitle(opportunity.document)}.`,
      payload: {
        OpportunityInvitation: invitationPayload(opportunity.document, opportunity.document.OpportunityTeam),
      },
    });
    return { invitation_id: invitation };
  },
};
