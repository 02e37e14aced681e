import type { Tasks } from '../../store/tables.ts';
import type { Call } from '../operation.ts';

const statuses = { IN_PROGRESS: 'IN_PROGRESS', COMPLETE: 'COMPLETED', FAILED: 'FAILED' } as const;

/** A prospecting task: each operation answers those of these members that its shape has. */
export const describeProspectingTask = (task: Tasks, { services }: Call) => ({
  TaskId: task.id,
  TaskArn: services.arns.shared('prospecting-from-engagement-task', task.catalog, task.id),
  TaskName: task.name,
  TaskStatus: statuses[task.status],
  StartTime: task.start_time,
  EndTime: task.end_time || undefined,
  Message: task.message || undefined,
  ReasonCode: task.reason_code || undefined,
  TotalEngagementCount: task.engagement_count,
  CompletedEngagementCount: task.status === 'COMPLETE' ? task.engagement_count - task.failed_count : 0,
  FailedEngagementCount: task.status === 'FAILED' ? task.engagement_count : task.failed_count,
});
