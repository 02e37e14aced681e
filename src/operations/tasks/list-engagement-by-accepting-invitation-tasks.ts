import { describeTask } from '../describe-task.ts';
import { idsOf, listTasks } from '../list-tasks.ts';
import { operation } from '../operation.ts';

const name = 'ListEngagementByAcceptingInvitationTasks';
const started = 'StartEngagementByAcceptingInvitationTask';

/** Lists the caller's tasks that accept invitations, the latest first. Costs one query. */
export const listEngagementByAcceptingInvitationTasks = operation(name, 'List', async (input, call) => {
  const { rows, NextToken } = await listTasks(call, name, started, input, {
    ids: idsOf(call, 'engagement-by-accepting-invitation-task', input, input.TaskIdentifier),
    invitations: idsOf(call, 'engagement-invitation', input, input.EngagementInvitationIdentifier),
    opportunities: input.OpportunityIdentifier,
  });
  return { TaskSummaries: rows.map((task) => describeTask(task, call)), NextToken };
});
