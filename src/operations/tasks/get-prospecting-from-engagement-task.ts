import { listProspectingResults } from '../../store/repositories/prospecting.ts';
import { findTaskOf } from '../../store/repositories/tasks.ts';
import { startProspectingFromEngagement as kind } from '../../tasks/start-prospecting-from-engagement/index.ts';
import { describeTask } from '../../tasks/task-kind.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';
import { prospectingTask } from '../resources.ts';

/** Fetches a prospecting task of the caller, with the result for each engagement. Costs two queries. */
export const getProspectingFromEngagementTask = operation(
  'GetProspectingFromEngagementTask',
  { access: 'Read', on: prospectingTask('TaskIdentifier') },
  async (input, call) => {
    const { arns } = call.services;
    const id = arns.sharedId(kind.resource, input.Catalog, input.TaskIdentifier) ?? '';
    const task = await findTaskOf(call.reads, { catalog: input.Catalog, id, account_id: call.account });
    if (task?.operation !== kind.name) {
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
    return { ...describeTask(kind, task, arns), Engagements: engagements };
  },
);
