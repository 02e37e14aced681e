import { namedIds } from '../named.ts';
import { operation } from '../operation.ts';
import { describeTask } from './describe-task.ts';
import { listTasks } from './list-tasks.ts';

const name = 'ListEngagementByAcceptingInvitationTasks';
const started = 'StartEngagementByAcceptingInvitationTask';

/** Lists the caller's tasks that accept invitations, the latest first. Costs one query. */
export const listEngagementByAcceptingInvitationTasks = operation(name, 'List', async (input, call) => {
  const { rows, NextToken } = await listTasks(call, name, started, input, {
    ids: namedIds(call, 'engagement-by-accepting-invitation-task', input.Catalog, input.TaskIdentifier),
    invitations: namedIds(call, 'engagement-invitation', input.Catalog, input.EngagementInvitationIdentifier),
    opportunities: input.OpportunityIdentifier,
  });
  return { TaskSummaries: rows.map((task) => describeTask(task, call)), NextToken };
});
