import type { ReasonCode } from '../model/documents.ts';
import type { Tasks } from '../store/tables/tasks.ts';

/** The ids that a task shows, by member; empty if not yet known. */
interface ShownIds {
  OpportunityId?: string;
  ResourceSnapshotJobId?: string;
  EngagementInvitationId?: string;
  EngagementId?: string;
  ContextId?: string;
}

/** Returns the API's view of a task about an opportunity: its status, and those of `ids` that are not empty. */
export const describeWithIds = (task: Tasks, arn: string, ids: ShownIds) => ({
  TaskId: task.id,
  TaskArn: arn,
  StartTime: task.start_time,
  TaskStatus: task.status,
  Message: task.message || undefined,
  ReasonCode: (task.reason_code || undefined) as ReasonCode | undefined,
  ...(Object.fromEntries(Object.entries(ids).filter(([, id]) => id !== '')) as ShownIds),
});
