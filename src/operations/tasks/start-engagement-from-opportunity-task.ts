import type { Work } from '../../changes/work.ts';
import { canBeSubmitted } from '../../rules/opportunities/submission.ts';
import { findOpportunity, type Opportunity } from '../../store/repositories/opportunities.ts';
import { hasSnapshotJob } from '../../store/repositories/snapshots.ts';
import { queryTasks } from '../../store/repositories/task-lists.ts';
import type { Tasks } from '../../store/tables/tasks.ts';
import { followTheOpportunity } from '../../tasks/start-engagement-from-opportunity/follow-the-opportunity.ts';
import { startEngagementFromOpportunity as kind } from '../../tasks/start-engagement-from-opportunity/index.ts';
import { stepsBefore } from '../../tasks/task-kind.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';
import { submissionTask } from '../resources.ts';
import { startTask } from './start-task.ts';

/**
 * Starts a task that shares an opportunity of the caller with AWS: it creates an engagement, invites AWS, submits the
 * opportunity for review, and starts a snapshot job. Costs one transaction; repeated, two queries.
 */
export const startEngagementFromOpportunityTask = operation(
  kind.name,
  { access: 'Write', on: submissionTask() },
  (input, call) =>
    startTask(call, kind, input, async (work) => {
      const opportunity = await findOpportunity(work.tx, {
        catalog: input.Catalog,
        account_id: call.account,
        id: input.Identifier,
      });
      if (!opportunity) throw notFound('opportunity', input.Identifier);
      return {
        ...(await findUnfinished(work, opportunity)),
        opportunity_id: opportunity.id,
        involvement_type: input.AwsSubmission.InvolvementType,
        visibility: input.AwsSubmission.Visibility ?? 'Full',
      };
    }),
);

/**
 * Returns the columns of an earlier task that submitted the opportunity but failed to start the snapshot job, so that
 * only that step runs. Earlier steps need no such search, because each checks what exists.
 */
const findUnfinished = async ({ tx }: Work, opportunity: Opportunity): Promise<Partial<Tasks>> => {
  const { catalog, account_id: account, id, document } = opportunity;
  if (canBeSubmitted(document.LifeCycle?.ReviewStatus)) return {};
  const unfinished = await queryTasks(tx, {
    catalog,
    account,
    operation: kind.name,
    opportunities: [id],
    statuses: ['FAILED'],
  })
    .where('step', '=', stepsBefore(kind, followTheOpportunity))
    .limit(1)
    .executeTakeFirst();
  if (!unfinished) return {};
  const { step, engagement_id, invitation_id } = unfinished;
  const isFollowed = await hasSnapshotJob(tx, {
    catalog,
    account_id: account,
    engagement_id,
    resource_id: id,
  });
  return isFollowed ? {} : { step, engagement_id, invitation_id };
};
