import type { ReasonCode } from '../../model/documents.ts';
import type { TaskKind } from '../../model/identifiers.ts';
import type { Tasks } from '../../store/tables.ts';
import type { Call } from '../operation.ts';

/** What a task is called in its ARN, by the operation that starts it, and which ids it shows. */
const kinds: Record<string, { kind: TaskKind; idsOf(task: Tasks): Ids }> = {
  StartEngagementByAcceptingInvitationTask: {
    kind: 'engagement-by-accepting-invitation-task',
    idsOf: (task) => ({
      OpportunityId: task.opportunity_id,
      ResourceSnapshotJobId: task.resource_snapshot_job_id,
      // Seen as the id, and once, in an answer without a task's id, as the ARN of the request.
      EngagementInvitationId: task.invitation_id,
    }),
  },
  // AWS API reference: the others are "only populated if TaskStatus is COMPLETE".
  StartEngagementFromOpportunityTask: {
    kind: 'engagement-from-opportunity-task',
    idsOf: (task) => ({
      OpportunityId: task.opportunity_id,
      ...(task.status === 'COMPLETE' && {
        ResourceSnapshotJobId: task.resource_snapshot_job_id,
        EngagementId: task.engagement_id,
        EngagementInvitationId: task.invitation_id,
      }),
    }),
  },
  // AWS API reference: OpportunityId "is populated when the task is completed successfully". Seen: the ContextId of a
  // COMPLETE task is the new context's; the reference has that of the lead, which is what there is until then.
  StartOpportunityFromEngagementTask: {
    kind: 'opportunity-from-engagement-task',
    idsOf: (task) => ({
      EngagementId: task.engagement_id,
      ResourceSnapshotJobId: task.resource_snapshot_job_id,
      ContextId: task.context_id,
      ...(task.status === 'COMPLETE' && {
        OpportunityId: task.opportunity_id,
        ContextId: task.project_context_id || task.context_id,
      }),
    }),
  },
};

/** Ids by the members that have them, empty where there are none yet. */
interface Ids {
  OpportunityId?: string;
  ResourceSnapshotJobId?: string;
  EngagementInvitationId?: string;
  EngagementId?: string;
  ContextId?: string;
}

/** A task as the operation that starts it and its list answer it; each operation answers those members that its shape has. */
export const describeTask = (task: Tasks, { services }: Call) => {
  const known = kinds[task.operation];
  if (!known) throw new Error(`${task.operation} is answered by describeProspectingTask`);
  const ids = Object.entries(known.idsOf(task)).filter(([, id]) => id !== '');
  return {
    TaskId: task.id,
    TaskArn: services.arns.shared(known.kind, task.catalog, task.id),
    StartTime: task.start_time,
    TaskStatus: task.status,
    Message: task.message || undefined,
    ReasonCode: (task.reason_code || undefined) as ReasonCode | undefined,
    ...(Object.fromEntries(ids) as Ids),
  };
};
