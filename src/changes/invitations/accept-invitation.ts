import { invitationEvent, memberAdded } from '../../events/catalogue.ts';
import { recordEvents } from '../../events/record.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import { acceptedLeads } from '../../rules/engagements/leads.ts';
import { countPartners, effectiveStatus, PARTNER_LIMIT } from '../../rules/invitations/invitations.ts';
import type { ReviewRemarks } from '../../rules/opportunities/life-cycle.ts';
import {
  addMember,
  findEngagement,
  listMembers,
  updateContexts,
} from '../../store/repositories/engagements.ts';
import { closeInvitation, type Invitation } from '../../store/repositories/invitations.ts';
import { reviewByAnswer } from '../opportunities/review.ts';
import { StepFailure, type Work } from '../work.ts';

/**
 * Accepts a pending invitation and makes its receiver a member of the engagement. `remarks` are those of AWS's review, if
 * the acceptance approves an opportunity.
 * Throws `StepFailure` if the invitation was answered or has expired, or if the engagement cannot take the receiver.
 */
export const acceptInvitation = async (
  work: Work,
  invitation: Invitation,
  remarks: ReviewRemarks = {},
): Promise<void> => {
  const { tx, now, services } = work;
  requirePending(invitation, now);
  const { catalog, engagement_id, receiver_account_id: receiver } = invitation;

  if (!(await closeInvitation(tx, { catalog, id: invitation.id }, 'ACCEPTED'))) {
    throw new StepFailure(
      'EngagementInvitationConflict',
      'Another request answered the invitation meanwhile. Get the invitation to see how.',
    );
  }
  // This locks the engagement, so that two accounts that join concurrently both get the other's event.
  const engagement = { catalog, id: engagement_id, created_at: invitation.engagement_created_at };
  if (!(await addMember(tx, engagement, receiver, now))) {
    throw new StepFailure(
      'EngagementConflict',
      'The account is a member of the engagement already: there is nothing to accept. Reject the invitation.',
    );
  }
  const members = await listMembers(tx, { catalog, engagement_id });
  if (
    receiver !== AWS_ACCOUNT &&
    countPartners(members.map(({ account_id }) => account_id)) > PARTNER_LIMIT
  ) {
    throw new StepFailure(
      'ServiceQuotaExceeded',
      `The engagement has ${PARTNER_LIMIT} partners as members, the most there can be. Ask them to open another one.`,
    );
  }
  if (invitation.payload_type === 'LeadInvitation' && invitation.sender_account_id === AWS_ACCOUNT) {
    await acceptLeads(work, invitation);
  }
  const companyName = members.find(({ account_id }) => account_id === receiver)?.company_name ?? '';
  await recordEvents(tx, services, now, [
    ...invitationAnnouncements('Accepted', work, invitation),
    {
      to: members.map(({ account_id }) => account_id),
      event: memberAdded(services.arns, engagement, {
        accountId: receiver,
        companyName,
      }),
    },
    ...(await reviewByAnswer(work, invitation, 'Approved', remarks)),
  ]);
};

/** `addMember` has locked the engagement, so its contexts do not change concurrently. */
const acceptLeads = async ({ tx }: Work, { catalog, engagement_id }: Invitation): Promise<void> => {
  const engagement = await findEngagement(tx, { catalog, id: engagement_id });
  if (!engagement) return;
  const contexts = acceptedLeads(engagement.contexts);
  await updateContexts(tx, { ...engagement, contexts }, engagement.modified_at);
};

/** Returns an invitation's event for its sender and its receiver. */
export const invitationAnnouncements = (
  name: Parameters<typeof invitationEvent>[0],
  { services }: Pick<Work, 'services'>,
  invitation: Parameters<typeof invitationEvent>[2],
) => [
  { to: [invitation.sender_account_id], event: invitationEvent(name, services.arns, invitation, 'SENDER') },
  {
    to: [invitation.receiver_account_id],
    event: invitationEvent(name, services.arns, invitation, 'RECEIVER'),
  },
];

const requirePending = (invitation: Invitation, now: string): void => {
  switch (effectiveStatus(invitation, now)) {
    case 'PENDING':
      return;
    case 'ACCEPTED':
      throw new StepFailure(
        'EngagementInvitationConflict',
        'Another request accepted the invitation. Start the task again, with another client token, to go on from there.',
      );
    case 'REJECTED':
      throw new StepFailure(
        'InvitationValidationFailed',
        'The invitation was rejected. Ask its sender for a new one.',
      );
    case 'EXPIRED':
      throw new StepFailure(
        'InvitationValidationFailed',
        `The invitation expired on ${invitation.expiration_date}. Ask its sender for a new one.`,
      );
  }
};
