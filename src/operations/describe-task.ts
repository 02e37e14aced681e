import type { ReasonCode } from '../model/documents.ts';
import type { TaskKind } from '../model/identifiers.ts';
import type { Tasks } from '../store/tables.ts';
import type { Call } from './operation.ts';

/** What a task is called in its ARN, by the operation that starts it. */
const kinds: Record<string, TaskKind> = {
  StartEngagementByAcceptingInvitationTask: 'engagement-by-accepting-invitation-task',
  StartEngagementFromOpportunityTask: 'engagement-from-opportunity-task',
  StartOpportunityFromEngagementTask: 'opportunity-from-engagement-task',
};

/**
 * A task as the operation that starts it and its list answer it: ids appear as soon as they exist. Each operation answers
 * those of these members that its shape has.
 */
export const describeTask = (task: Tasks, { services }: Call) => ({
  TaskId: task.id,
  TaskArn: services.arns.shared(
    kinds[task.operation] ?? 'engagement-by-accepting-invitation-task',
    task.catalog,
    task.id,
  ),
  StartTime: task.start_time,
  TaskStatus: task.status,
  Message: task.message || undefined,
  ReasonCode: (task.reason_code || undefined) as ReasonCode | undefined,
  OpportunityId: task.opportunity_id || undefined,
  ResourceSnapshotJobId: task.resource_snapshot_job_id || undefined,
  EngagementInvitationId: task.invitation_id || undefined,
  EngagementId: task.engagement_id || undefined,
  ContextId: task.context_id || undefined,
});
