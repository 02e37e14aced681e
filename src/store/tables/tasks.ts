import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
import { table } from '../tables.ts';

export interface Tasks {
  catalog: Catalog;
  id: string;
  account_id: AccountId;
  /** The operation that started it. */
  operation: string;
  status: 'IN_PROGRESS' | 'COMPLETE' | 'FAILED';
  /** How many of its workflow's steps are done. */
  step: number;
  /** Each step that this task itself has done, as `when it ended*how often it was tried,`. */
  steps: string;
  /** How often the step that is next was tried without success. */
  tries: number;
  start_time: Timestamp;
  end_time: string;
  invitation_id: string;
  engagement_id: string;
  opportunity_id: string;
  resource_snapshot_job_id: string;
  /** The context that the task is about, where it is about a lead. */
  context_id: string;
  /** The context that such a task has added for the customer's project. */
  project_context_id: string;
  /** What AWS is asked for: the AwsSubmission of a task that submits. */
  involvement_type: string;
  visibility: string;
  /** Of a prospecting task: its TaskName, how many engagements it is about, and how many of them failed. */
  name: string;
  engagement_count: number;
  failed_count: number;
  /** Tag[] */
  tags: string;
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
  json: { tags: 'any' },
  deletedWith: { account: 'account_id' },
  lockOrder: 2,
});
