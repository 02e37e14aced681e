import { listProspectingResults } from '../../store/repositories/prospecting.ts';
import { findTaskOf } from '../../store/repositories/tasks.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';
import { describeProspectingTask } from './describe-prospecting-task.ts';

/** Fetches a prospecting task of the caller's, with what became of each engagement. Costs two queries. */
export const getProspectingFromEngagementTask = operation(
  'GetProspectingFromEngagementTask',
  'Read',
  async (input, call) => {
    const { arns } = call.services;
    const id = arns.sharedId('prospecting-from-engagement-task', input.Catalog, input.TaskIdentifier) ?? '';
    const task = await findTaskOf(call.reads, { catalog: input.Catalog, id }, call.account);
    if (task?.operation !== 'StartProspectingFromEngagementTask') {
      throw notFound('prospecting task', input.TaskIdentifier);
    }
    const results = await listProspectingResults(call.reads, task);
    const engagements = results.map((result) => ({
      EngagementIdentifier: result.engagement_id,
      EngagementContextId: result.context_id || undefined,
      Status: task.status === 'FAILED' ? ('FAILED' as const) : result.status,
      ReasonCode: result.reason_code || task.reason_code || undefined,
      Message: result.message || task.message || undefined,
    }));
    return { ...describeProspectingTask(task, call), Engagements: engagements };
  },
);
