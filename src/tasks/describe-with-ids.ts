import type { ReasonCode } from '../model/documents.ts';
import type { Tasks } from '../store/tables/tasks.ts';

/** The ids that a task shows, by member; empty if there is none yet. */
interface ShownIds {
  OpportunityId?: string;
  ResourceSnapshotJobId?: string;
  EngagementInvitationId?: string;
  EngagementId?: string;
  ContextId?: string;
}

/** What the API shows of a task about an opportunity: how it stands, and those of `ids` that are not empty. */
export const describeWithIds = (task: Tasks, arn: string, ids: ShownIds) => ({
  TaskId: task.id,
  TaskArn: arn,
  StartTime: task.start_time,
  TaskStatus: task.status,
  Message: task.message || undefined,
  ReasonCode: (task.reason_code || undefined) as ReasonCode | undefined,
  ...(Object.fromEntries(Object.entries(ids).filter(([, id]) => id !== '')) as ShownIds),
});
