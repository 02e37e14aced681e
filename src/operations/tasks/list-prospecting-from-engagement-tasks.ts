import { queryTasks } from '../../store/repositories/tasks.ts';
import { startProspectingFromEngagement as kind } from '../../tasks/start-prospecting-from-engagement/index.ts';
import { describeTask } from '../../tasks/task-kind.ts';
import { listPage } from '../list-page.ts';
import { namedIds } from '../named.ts';
import { operation } from '../operation.ts';

const name = 'ListProspectingFromEngagementTasks';

const sortColumns = {
  StartTime: 'start_time',
  TaskName: 'name',
  FailedEngagementCount: 'failed_count',
} as const;

/** Lists the caller's prospecting tasks, the latest first. Costs one query. */
export const listProspectingFromEngagementTasks = operation(name, 'List', async (input, call) => {
  const { account, reads } = call;
  const sortBy = sortColumns[input.Sort?.SortBy ?? 'StartTime'];
  const { rows, NextToken } = await listPage(
    call,
    {
      operation: name,
      input,
      keys: [sortBy, 'id'],
      order: input.Sort?.SortOrder,
      positionOf: (row) => [row[sortBy], row.id],
    },
    queryTasks(reads, input.Catalog, {
      account,
      operation: kind.name,
      ids: namedIds(call, kind.resource, input.Catalog, input.TaskIdentifier),
      names: input.TaskName,
      startedAfter: input.StartAfter,
      startedBefore: input.StartBefore,
    }),
  );
  return { TaskSummaries: rows.map((task) => describeTask(kind, task, call.services.arns)), NextToken };
});
