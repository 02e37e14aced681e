import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
import {
  account,
  catalog,
  contextId,
  count,
  engagementId,
  invitationId,
  moment,
  oneOf,
  opportunityId,
  orNone,
  snapshotJobId,
  taskId,
  text,
} from '../formats.ts';
import { table } from '../tables.ts';

export interface Tasks {
  catalog: Catalog;
  id: string;
  account_id: AccountId;
  /** The operation that started it. */
  operation: string;
  status: 'IN_PROGRESS' | 'COMPLETE' | 'FAILED';
  /** The number of workflow steps that are done. */
  step: number;
  /** Each step that this task has run itself, as `end time*number of tries,`. */
  steps: string;
  /** The number of failed tries of the next step. */
  tries: number;
  start_time: Timestamp;
  end_time: string;
  invitation_id: string;
  engagement_id: string;
  opportunity_id: string;
  resource_snapshot_job_id: string;
  /** The context of the lead that the task is about, if any. */
  context_id: string;
  /** The context that such a task added for the customer's project. */
  project_context_id: string;
  /** The AwsSubmission of a task that submits. */
  involvement_type: string;
  visibility: string;
  /** For a prospecting task: its TaskName, the number of its engagements, and how many of them failed. */
  name: string;
  engagement_count: number;
  failed_count: number;
  /** Tag[] */
  tags: string;
  /** The principal that started it, as JSON; empty if it may do everything. */
  principal: string;
  reason_code: string;
  message: string;
}

declare module '../tables.ts' {
  interface Tables {
    tasks: Tasks;
  }
}

export const tasks = table('tasks', {
  key: ['catalog', 'id'],
  formats: {
    catalog,
    id: taskId,
    account_id: account,
    operation: text(100),
    status: oneOf('IN_PROGRESS', 'COMPLETE', 'FAILED'),
    step: count,
    steps: text(10_000),
    tries: count,
    start_time: moment,
    end_time: orNone(moment),
    invitation_id: orNone(invitationId),
    engagement_id: orNone(engagementId),
    opportunity_id: orNone(opportunityId),
    resource_snapshot_job_id: orNone(snapshotJobId),
    context_id: orNone(contextId),
    project_context_id: orNone(contextId),
    involvement_type: text(100),
    visibility: text(100),
    name: text(1_000),
    engagement_count: count,
    failed_count: count,
    reason_code: text(100),
    message: text(10_000),
  },
  json: { tags: 'Tags', principal: 'Principal' },
  deletedWith: { account: 'account_id' },
  lockOrder: 2,
});
