import { namedIds } from '../named.ts';
import { operation } from '../operation.ts';
import { describeTask } from './describe-task.ts';
import { listTasks } from './list-tasks.ts';

const name = 'ListEngagementFromOpportunityTasks';
const started = 'StartEngagementFromOpportunityTask';

/** Lists the caller's tasks that submit opportunities, the latest first. Costs one query. */
export const listEngagementFromOpportunityTasks = operation(name, 'List', async (input, call) => {
  const { rows, NextToken } = await listTasks(call, name, started, input, {
    ids: namedIds(call, 'engagement-from-opportunity-task', input.Catalog, input.TaskIdentifier),
    opportunities: input.OpportunityIdentifier,
    engagements: namedIds(call, 'engagement', input.Catalog, input.EngagementIdentifier),
  });
  return { TaskSummaries: rows.map((task) => describeTask(task, call)), NextToken };
});
