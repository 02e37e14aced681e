import { ConflictException } from '../../model/errors.ts';
import type { Invitation } from '../../store/repositories/invitations.ts';
import { findOpportunityFromInvitation } from '../../store/repositories/opportunities.ts';
import { hasSnapshotJob } from '../../store/repositories/snapshots.ts';
import {
  acceptTheInvitation,
  copyDetailsForTracking,
  createTheOpportunity,
  stepsBefore,
} from '../../workflows/start-engagement-by-accepting-invitation/index.ts';
import type { Work } from '../../workflows/work.ts';
import { describeTask } from '../describe-task.ts';
import { operation } from '../operation.ts';
import { startTask } from '../start-task.ts';
import { findVisibleInvitation, requireReceiver } from '../visible.ts';

const name = 'StartEngagementByAcceptingInvitationTask';

/**
 * Starts the engagement by accepting an invitation: asynchronously, the invitation is accepted, an opportunity is created
 * in the caller's account, and details are copied for tracking. Repeated with the same client token, it answers the
 * task's latest state. Costs one transaction; repeated, two queries.
 */
export const startEngagementByAcceptingInvitationTask = operation(name, 'Write', async (input, call) => {
  const task = await startTask(call, name, input, async (work) => {
    const invitation = await findVisibleInvitation(call, input.Catalog, input.Identifier, work.tx);
    requireReceiver(invitation, call);
    return { step: stepsBefore(await findFirstStep(work, invitation)), invitation_id: invitation.id };
  });
  return describeTask(task, call);
});

/**
 * Where to begin. An invitation that this account accepted before, without (all of) what follows, is gone on with:
 * nothing is done twice. Throws ConflictException when there is nothing left to do.
 */
const findFirstStep = async ({ tx }: Work, invitation: Invitation) => {
  if (invitation.status !== 'ACCEPTED') return acceptTheInvitation;
  const { catalog, receiver_account_id: account, engagement_id, id } = invitation;
  const opportunity = await findOpportunityFromInvitation(tx, catalog, account, id);
  if (!opportunity) return createTheOpportunity;
  if (!(await hasSnapshotJob(tx, catalog, account, engagement_id, opportunity.id)))
    return copyDetailsForTracking;
  throw ConflictException(
    `The invitation was accepted already, and its opportunity ${opportunity.id} created. There is nothing left to do.`,
  );
};
