import type { TaskKind } from '../task-kind.ts';
import { prospectTheEngagements } from './prospect-the-engagements.ts';

const statuses = { IN_PROGRESS: 'IN_PROGRESS', COMPLETE: 'COMPLETED', FAILED: 'FAILED' } as const;

/** Adds AWS's insights to the leads of up to 100 engagements. Source: AWS API reference, StartProspectingFromEngagementTask. */
export const startProspectingFromEngagement = {
  name: 'StartProspectingFromEngagementTask',
  resource: 'prospecting-from-engagement-task',
  idLength: 14,
  // AWS API reference: it "runs asynchronously. To poll for status, use GetProspectingFromEngagementTask".
  waits: false,
  steps: [prospectTheEngagements],
  describe: (task, arn) => ({
    TaskId: task.id,
    TaskArn: arn,
    TaskName: task.name,
    TaskStatus: statuses[task.status],
    StartTime: task.start_time,
    EndTime: task.end_time || undefined,
    Message: task.message || undefined,
    ReasonCode: task.reason_code || undefined,
    TotalEngagementCount: task.engagement_count,
    CompletedEngagementCount: task.status === 'COMPLETE' ? task.engagement_count - task.failed_count : 0,
    FailedEngagementCount: task.status === 'FAILED' ? task.engagement_count : task.failed_count,
  }),
} as const satisfies TaskKind;
