import type { Work } from '../../changes/work.ts';
import { ConflictException } from '../../model/errors.ts';
import type { Invitation } from '../../store/repositories/invitations.ts';
import { findOpportunityFromInvitation } from '../../store/repositories/opportunities.ts';
import { hasSnapshotJob } from '../../store/repositories/snapshots.ts';
import { putTags } from '../../store/repositories/tags.ts';
import { queryTasks } from '../../store/repositories/tasks.ts';
import {
  acceptTheInvitation,
  copyDetailsForTracking,
  createTheOpportunity,
  stepsBefore,
} from '../../tasks/start-engagement-by-accepting-invitation/index.ts';
import { operation } from '../operation.ts';
import { findVisibleInvitation, requireReceiver } from '../visible.ts';
import { describeTask } from './describe-task.ts';
import { startTask } from './start-task.ts';

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
    const { step, opportunityId } = await findFirstStep(work, invitation);
    if (opportunityId) {
      const arn = work.services.arns.owned('opportunity', call.account, input.Catalog, opportunityId);
      await putTags(work.tx, arn, input.Tags ?? []);
    }
    return { step: stepsBefore(step), invitation_id: invitation.id, opportunity_id: opportunityId };
  });
  return describeTask(task, call);
});

/**
 * Where to begin. An invitation that this account accepted before, without (all of) what follows, is gone on with:
 * nothing is done twice. Throws ConflictException when there is nothing left to do.
 */
const findFirstStep = async (work: Work, invitation: Invitation) => {
  if (invitation.status !== 'ACCEPTED') return { step: acceptTheInvitation, opportunityId: '' };
  const { catalog, receiver_account_id: account, engagement_id, id } = invitation;
  const opportunity = await findOpportunityFromInvitation(work.tx, catalog, account, id);
  if (!opportunity) return { step: createTheOpportunity, opportunityId: '' };
  const isTracked = await hasSnapshotJob(work.tx, catalog, account, engagement_id, opportunity.id);
  if (!isTracked && !(await isComplete(work, invitation))) {
    return { step: copyDetailsForTracking, opportunityId: opportunity.id };
  }
  throw ConflictException(
    `The invitation was accepted already, and its opportunity ${opportunity.id} created. There is nothing left to do.`,
  );
};

/** Whether a task did all there is to do. Its snapshot job may have been deleted since; that is not undone. */
const isComplete = async ({ tx }: Work, invitation: Invitation): Promise<boolean> => {
  const { catalog, receiver_account_id: account, id } = invitation;
  const filter = { account, operation: name, statuses: ['COMPLETE' as const], invitations: [id] };
  return (await queryTasks(tx, catalog, filter).limit(1).executeTakeFirst()) !== undefined;
};
