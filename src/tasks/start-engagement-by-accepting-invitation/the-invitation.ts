import { StepFailure, type Work } from '../../changes/work.ts';
import type { OpportunityInvitation } from '../../model/documents.ts';
import { findInvitation, type Invitation, payloadOf } from '../../store/repositories/invitations.ts';
import type { Tasks } from '../../store/tables/tasks.ts';

/** Finds the task's invitation. Throws `StepFailure` unless it is about an opportunity. */
export const findTheInvitation = async ({ tx }: Work, task: Tasks): Promise<Invitation> => {
  const invitation = await findInvitation(tx, { catalog: task.catalog, id: task.invitation_id });
  if (invitation?.payload_type === 'OpportunityInvitation') return invitation;
  throw noOpportunity();
};

/** Returns the invitation's payload about the opportunity. Throws `StepFailure` if it is about a lead. */
export const offerOf = (invitation: Invitation): OpportunityInvitation => {
  const payload = payloadOf(invitation);
  if (payload.OpportunityInvitation) return payload.OpportunityInvitation;
  throw noOpportunity();
};

const noOpportunity = () =>
  new StepFailure(
    'InvitationValidationFailed',
    'The invitation is about a lead, not an opportunity. Accept it with AcceptEngagementInvitation instead.',
  );
