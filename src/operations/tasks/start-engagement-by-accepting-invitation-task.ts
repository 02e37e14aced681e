import type { Work } from '../../changes/work.ts';
import { ConflictException } from '../../model/errors.ts';
import type { Invitation } from '../../store/repositories/invitations.ts';
import { findOpportunityFromInvitation } from '../../store/repositories/opportunities.ts';
import { hasSnapshotJob } from '../../store/repositories/snapshots.ts';
import { queryTasks } from '../../store/repositories/task-lists.ts';
import { acceptTheInvitation } from '../../tasks/start-engagement-by-accepting-invitation/accept-the-invitation.ts';
import { copyDetailsForTracking } from '../../tasks/start-engagement-by-accepting-invitation/copy-details-for-tracking.ts';
import { createTheOpportunity } from '../../tasks/start-engagement-by-accepting-invitation/create-the-opportunity.ts';
import { startEngagementByAcceptingInvitation as kind } from '../../tasks/start-engagement-by-accepting-invitation/index.ts';
import { stepsBefore } from '../../tasks/task-kind.ts';
import { operation } from '../operation.ts';
import { acceptTask } from '../resources.ts';
import { findVisibleInvitation, requireReceiver } from '../visible.ts';
import { startTask } from './start-task.ts';
import { tagResumed } from './tag-resumed.ts';

/**
 * Starts a task that accepts an invitation, creates an opportunity in the caller's account, and copies its details for
 * tracking. Repeated with the same client token, it returns the task's latest state. Costs one transaction; repeated,
 * two queries.
 */
export const startEngagementByAcceptingInvitationTask = operation(
  kind.name,
  { access: 'Write', on: acceptTask() },
  (input, call) =>
    startTask(call, kind, input, async (work) => {
      const invitation = await findVisibleInvitation(call, input.Catalog, input.Identifier, work.tx);
      requireReceiver(invitation, call);
      const { step, opportunityId } = await findFirstStep(work, invitation);
      if (opportunityId) await tagResumed(work, call, input, opportunityId);
      return {
        step: stepsBefore(kind, step),
        invitation_id: invitation.id,
        engagement_id: invitation.engagement_id,
        opportunity_id: opportunityId,
      };
    }),
);

/**
 * Returns the first step that is not done yet: the task skips steps that this account did when it accepted the
 * invitation before. Throws ConflictException if all are done.
 */
const findFirstStep = async (work: Work, invitation: Invitation) => {
  if (invitation.status !== 'ACCEPTED') return { step: acceptTheInvitation, opportunityId: '' };
  const { catalog, receiver_account_id: account, engagement_id, id } = invitation;
  const opportunity = await findOpportunityFromInvitation(work.tx, {
    catalog,
    account_id: account,
    invitation_id: id,
  });
  if (!opportunity) return { step: createTheOpportunity, opportunityId: '' };
  const isTracked = await hasSnapshotJob(work.tx, {
    catalog,
    account_id: account,
    engagement_id,
    resource_id: opportunity.id,
  });
  if (!isTracked && !(await isComplete(work, invitation))) {
    return { step: copyDetailsForTracking, opportunityId: opportunity.id };
  }
  throw ConflictException(
    `The invitation was accepted already, and its opportunity ${opportunity.id} created. There is nothing left to do.`,
  );
};

/** Whether an earlier task did all steps. If its snapshot job has been deleted since, no new one is started. */
const isComplete = async ({ tx }: Work, invitation: Invitation): Promise<boolean> => {
  const { catalog, receiver_account_id: account, id } = invitation;
  const filter = {
    catalog,
    account,
    operation: kind.name,
    statuses: ['COMPLETE' as const],
    invitations: [id],
  };
  return (await queryTasks(tx, filter).limit(1).executeTakeFirst()) !== undefined;
};
