import { filterTasks } from '../../store/repositories/task-lists.ts';
import { startProspectingFromEngagement as kind } from '../../tasks/start-prospecting-from-engagement/index.ts';
import { describeTask } from '../../tasks/task-kind.ts';
import { namedIds } from '../named.ts';
import { list } from '../operation.ts';

const sortColumns = {
  StartTime: 'start_time',
  TaskName: 'name',
  FailedEngagementCount: 'failed_count',
} as const;

/** Lists the caller's prospecting tasks, the latest first. Costs one query. */
export const listProspectingFromEngagementTasks = list('ListProspectingFromEngagementTasks', {
  items: 'TaskSummaries',
  query: (input, call) =>
    filterTasks(call.reads, {
      catalog: input.Catalog,
      account: call.account,
      operation: kind.name,
      ids: namedIds(call, kind.resource, input.Catalog, input.TaskIdentifier),
      names: input.TaskName,
      startedAfter: input.StartAfter,
      startedBefore: input.StartBefore,
    }),
  keys: ({ Sort }) => [sortColumns[Sort?.SortBy ?? 'StartTime'], 'id'],
  show: (task, { services }) => describeTask(kind, task, services.arns),
});
