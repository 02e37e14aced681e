import { businessValidationFailed, ConflictException } from '../../model/errors.ts';
import { tagFaults } from '../../rules/tags.ts';
import type { Invitation } from '../../store/repositories/invitations.ts';
import { findOpportunityFromInvitation } from '../../store/repositories/opportunities.ts';
import { hasSnapshotJob } from '../../store/repositories/snapshots.ts';
import { findTask, insertTask } from '../../store/repositories/tasks.ts';
import type { Tasks } from '../../store/tables.ts';
import {
  acceptTheInvitation,
  copyDetailsForTracking,
  createTheOpportunity,
  stepsBefore,
} from '../../workflows/start-engagement-by-accepting-invitation/index.ts';
import type { Work } from '../../workflows/work.ts';
import { oncePerToken } from '../idempotency.ts';
import { type Call, operation } from '../operation.ts';
import { findVisibleInvitation, requireReceiver } from '../visible.ts';
import { describeTask } from './describe-task.ts';

const name = 'StartEngagementByAcceptingInvitationTask';

/**
 * Starts the engagement by accepting an invitation: asynchronously, the invitation is accepted, an opportunity is created
 * in the caller's account, and details are copied for tracking. Repeated with the same client token, it answers the
 * task's latest state. Costs one transaction; repeated, two queries.
 */
export const startEngagementByAcceptingInvitationTask = operation(name, 'Write', async (input, call) => {
  const { task: key } = await oncePerToken(call, name, input, async (work) => {
    const invitation = await findVisibleInvitation(call, input.Catalog, input.Identifier, work.tx);
    requireReceiver(invitation, call);
    const faults = tagFaults(input.Tags ?? []);
    if (faults.length > 0) throw businessValidationFailed(faults);
    const task: Tasks = {
      catalog: input.Catalog,
      id: work.services.ids.task(),
      account_id: call.account,
      operation: name,
      status: 'IN_PROGRESS',
      step: stepsBefore(await findFirstStep(work, invitation)),
      start_time: work.now,
      end_time: '',
      invitation_id: invitation.id,
      engagement_id: '',
      opportunity_id: '',
      resource_snapshot_job_id: '',
      tags: JSON.stringify(input.Tags ?? []),
      reason_code: '',
      message: '',
    };
    await insertTask(work.tx, task);
    await work.services.jobs.enqueue(work.tx, 'run-task', { catalog: task.catalog, id: task.id });
    return { task: { catalog: task.catalog, id: task.id } };
  });
  return describeTask(await latest(call, key), call);
});

const latest = async ({ reads }: Call, key: Pick<Tasks, 'catalog' | 'id'>): Promise<Tasks> => {
  const task = await findTask(reads, key);
  if (!task) throw new Error(`Task ${key.id} has a client token, but is not there`);
  return task;
};

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
