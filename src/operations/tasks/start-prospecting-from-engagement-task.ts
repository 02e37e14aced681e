import { insertProspectingResults } from '../../store/repositories/prospecting.ts';
import { startProspectingFromEngagement as kind } from '../../tasks/start-prospecting-from-engagement/index.ts';
import { operation } from '../operation.ts';
import { engagement } from '../resources.ts';
import { startTask } from './start-task.ts';

/**
 * Starts a task that adds AWS's insights on the leads of up to 100 engagements: each gets a context with them, or a
 * reason why not. Costs one transaction; repeated, two queries.
 */
export const startProspectingFromEngagementTask = operation(
  kind.name,
  { access: 'Write', on: engagement('Identifiers') },
  async (input, call) => {
    const task = await startTask(call, kind, input, async ({ tx, services }, id) => {
      const results = input.Identifiers.map((identifier, position) => ({
        catalog: input.Catalog,
        task_id: id,
        position,
        engagement_id: services.arns.sharedId('engagement', input.Catalog, identifier) ?? identifier,
        status: 'PENDING' as const,
        context_id: '',
        reason_code: '',
        message: '',
      }));
      if (results.length > 0) await insertProspectingResults(tx, results);
      return { name: input.TaskName, engagement_count: results.length };
    });
    return { ...task, Identifiers: input.Identifiers };
  },
);
