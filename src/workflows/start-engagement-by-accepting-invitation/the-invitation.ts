import type { OpportunityInvitation } from '../../model/documents.ts';
import { findInvitation, type Invitation } from '../../store/repositories/invitations.ts';
import type { Tasks } from '../../store/tables.ts';
import { StepFailure, type Work } from '../work.ts';

/** The task's invitation, which must be about an opportunity. */
export const findTheInvitation = async (
  { tx }: Work,
  task: Tasks,
): Promise<{ invitation: Invitation; offer: OpportunityInvitation }> => {
  const invitation = await findInvitation(tx, task.catalog, task.invitation_id);
  const offer = invitation?.payload.OpportunityInvitation;
  if (invitation && offer) return { invitation, offer };
  throw new StepFailure(
    'InvitationValidationFailed',
    'The invitation is about a lead, not an opportunity. Accept it with AcceptEngagementInvitation instead.',
  );
};
