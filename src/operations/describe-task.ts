import type { ReasonCode } from '../model/documents.ts';
import type { Tasks } from '../store/tables.ts';
import type { Call } from './operation.ts';

/** A task as StartEngagementByAcceptingInvitationTask and its list answer it: ids appear as soon as they exist. */
export const describeTask = (task: Tasks, { services }: Call) => ({
  TaskId: task.id,
  TaskArn: services.arns.shared('engagement-by-accepting-invitation-task', task.catalog, task.id),
  StartTime: task.start_time,
  TaskStatus: task.status,
  Message: task.message || undefined,
  ReasonCode: (task.reason_code || undefined) as ReasonCode | undefined,
  OpportunityId: task.opportunity_id || undefined,
  ResourceSnapshotJobId: task.resource_snapshot_job_id || undefined,
  EngagementInvitationId: task.invitation_id,
});
