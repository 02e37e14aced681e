import { queryTasks } from '../../store/repositories/tasks.ts';
import { describeTask } from '../describe-task.ts';
import { listPage } from '../list-page.ts';
import { namedIds } from '../named.ts';
import { operation } from '../operation.ts';

const name = 'ListEngagementByAcceptingInvitationTasks';

/** Lists the caller's tasks that accept invitations, the latest first. Costs one query on the index of its tasks. */
export const listEngagementByAcceptingInvitationTasks = operation(name, 'List', async (input, call) => {
  const { account, reads } = call;
  const idsOf = (kind: Parameters<typeof namedIds>[1], identifiers: string[] | undefined) =>
    namedIds(call, kind, input.Catalog, identifiers);
  const { rows, NextToken } = await listPage(
    call,
    {
      operation: name,
      input,
      keys: ['start_time', 'id'],
      order: input.Sort?.SortOrder,
      positionOf: (row) => [row.start_time, row.id],
    },
    queryTasks(reads, input.Catalog, {
      account,
      operation: 'StartEngagementByAcceptingInvitationTask',
      statuses: input.TaskStatus,
      ids: idsOf('engagement-by-accepting-invitation-task', input.TaskIdentifier),
      invitations: idsOf('engagement-invitation', input.EngagementInvitationIdentifier),
      opportunities: input.OpportunityIdentifier,
    }),
  );
  return { TaskSummaries: rows.map((task) => describeTask(task, call)), NextToken };
});
