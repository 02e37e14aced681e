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
import { type Queries, type Row, table } from '../tables.ts';

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
  retention: {
    option: 'tasks',
    defaultDays: 365,
    counts:
      'Tasks, since their end. One that a later start continues or must not repeat stays: that drafted an opportunity from a lead, that failed after it made an engagement, that accepted an invitation whose snapshot job was deleted.',
    by: ['end_time', 'catalog', 'id'],
    reads: [
      'start_time',
      'operation',
      'status',
      'opportunity_id',
      'engagement_id',
      'resource_snapshot_job_id',
    ],
    follows: 'clientTokens',
    owner: 'task',
    findHeld: (tx, rows, before) => findNeeded(tx, rows, before),
  },
});

/** Returns the tasks that the rules of a Start… operation look for. One query. */
const findNeeded = async (tx: Queries, rows: readonly Row[], before: string): Promise<ReadonlySet<Row>> => {
  const accepts = rows.filter((row) => row.operation === 'StartEngagementByAcceptingInvitationTask');
  const followed = await findJobs(
    tx,
    accepts.map((row) => String(row.resource_snapshot_job_id)),
  );
  const isNeeded = (row: Row): boolean => {
    // The clock was set back while it ran: its client token is younger than its end.
    if (String(row.start_time) >= before) return true;
    if (row.operation === 'StartOpportunityFromEngagementTask') return row.opportunity_id !== '';
    if (row.operation === 'StartEngagementFromOpportunityTask')
      return row.status === 'FAILED' && row.engagement_id !== '';
    if (row.operation === 'StartEngagementByAcceptingInvitationTask')
      return row.status === 'COMPLETE' && !followed.has(row.resource_snapshot_job_id);
    return false;
  };
  return new Set(rows.filter(isNeeded));
};

/** Returns those of the snapshot jobs that are there. */
const findJobs = async (tx: Queries, ids: readonly string[]): Promise<ReadonlySet<unknown>> => {
  if (ids.length === 0) return new Set();
  const jobs = await tx
    .selectFrom('resource_snapshot_jobs')
    .select('id')
    .where('catalog', 'in', ['AWS', 'Sandbox'])
    .where('id', 'in', ids)
    .execute();
  return new Set(jobs.map(({ id }) => id));
};
