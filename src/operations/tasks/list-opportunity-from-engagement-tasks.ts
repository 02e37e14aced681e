import { namedIds } from '../named.ts';
import { operation } from '../operation.ts';
import { describeTask } from './describe-task.ts';
import { listTasks } from './list-tasks.ts';

const name = 'ListOpportunityFromEngagementTasks';
const started = 'StartOpportunityFromEngagementTask';

/** Lists the caller's tasks that draft opportunities from leads, the latest first. Costs one query. */
export const listOpportunityFromEngagementTasks = operation(name, 'List', async (input, call) => {
  const { rows, NextToken } = await listTasks(call, name, started, input, {
    ids: namedIds(call, 'opportunity-from-engagement-task', input.Catalog, input.TaskIdentifier),
    opportunities: input.OpportunityIdentifier,
    engagements: namedIds(call, 'engagement', input.Catalog, input.EngagementIdentifier),
    contexts: input.ContextIdentifier,
  });
  return { TaskSummaries: rows.map((task) => describeTask(task, call)), NextToken };
});
