import { startEngagementFromOpportunity as kind } from '../../tasks/start-engagement-from-opportunity/index.ts';
import { describeTask } from '../../tasks/task-kind.ts';
import { namedIds } from '../named.ts';
import { list } from '../operation.ts';
import { queryTasksOf } from './tasks-of-kind.ts';

/** Lists the caller's tasks that submit opportunities, the latest first. Costs one query. */
export const listEngagementFromOpportunityTasks = list('ListEngagementFromOpportunityTasks', {
  items: 'TaskSummaries',
  query: (input, call) =>
    queryTasksOf(call, kind, input, {
      opportunities: input.OpportunityIdentifier,
      engagements: namedIds(call, 'engagement', input.Catalog, input.EngagementIdentifier),
    }),
  keys: ['start_time', 'id'],
  show: (task, { services }) => describeTask(kind, task, services.arns),
});
