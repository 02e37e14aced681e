import { startOpportunityFromEngagement as kind } from '../../tasks/start-opportunity-from-engagement/index.ts';
import { describeTask } from '../../tasks/task-kind.ts';
import { namedIds } from '../named.ts';
import { list } from '../operation.ts';
import { queryTasksOf } from './tasks-of-kind.ts';

/** Lists the caller's tasks that draft opportunities from leads, the latest first. Costs one query. */
export const listOpportunityFromEngagementTasks = list('ListOpportunityFromEngagementTasks', {
  permit: { access: 'List', needs: [{ action: 'ListEngagementFromOpportunityTasks' }] },
  items: 'TaskSummaries',
  query: (input, call) =>
    queryTasksOf(call, kind, input, {
      opportunities: input.OpportunityIdentifier,
      engagements: namedIds(call, 'engagement', input.Catalog, input.EngagementIdentifier),
      contexts: input.ContextIdentifier,
    }),
  keys: ['start_time', 'id'],
  show: (task, { services }) => describeTask(kind, task, services.arns),
});
