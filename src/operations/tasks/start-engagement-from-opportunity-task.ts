import { findOpportunity } from '../../store/repositories/opportunities.ts';
import { describeTask } from '../describe-task.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';
import { startTask } from '../start-task.ts';

const name = 'StartEngagementFromOpportunityTask';

/**
 * Shares an opportunity of the caller's with AWS: asynchronously, an engagement is created, AWS is invited, the opportunity
 * is submitted for review, and a snapshot job follows it. Costs one transaction; repeated, two queries.
 */
export const startEngagementFromOpportunityTask = operation(name, 'Write', async (input, call) => {
  const task = await startTask(call, name, input, async ({ tx }) => {
    const opportunity = await findOpportunity(tx, input.Catalog, call.account, input.Identifier);
    if (!opportunity) throw notFound('opportunity', input.Identifier);
    return {
      opportunity_id: opportunity.id,
      involvement_type: input.AwsSubmission.InvolvementType,
      visibility: input.AwsSubmission.Visibility ?? 'Full',
    };
  });
  return describeTask(task, call);
});
