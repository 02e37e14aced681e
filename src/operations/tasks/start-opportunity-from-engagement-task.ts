import { describeTask } from '../describe-task.ts';
import { operation } from '../operation.ts';
import { startTask } from '../start-task.ts';
import { findVisibleEngagement } from '../visible.ts';

const name = 'StartOpportunityFromEngagementTask';

/**
 * Makes an opportunity of a lead: asynchronously, it is drafted in the caller's account, its project becomes a context of
 * the engagement, and a snapshot job follows it. Costs one transaction; repeated, two queries.
 */
export const startOpportunityFromEngagementTask = operation(name, 'Write', async (input, call) => {
  const task = await startTask(call, name, input, async ({ tx }) => {
    const engagement = await findVisibleEngagement(call, input.Catalog, input.Identifier, tx);
    return { engagement_id: engagement.id, context_id: input.ContextIdentifier };
  });
  return describeTask(task, call);
});
