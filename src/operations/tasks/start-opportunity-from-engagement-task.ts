import { findDraftOfLead } from '../../store/repositories/task-lists.ts';
import { startOpportunityFromEngagement as kind } from '../../tasks/start-opportunity-from-engagement/index.ts';
import { operation } from '../operation.ts';
import { draftTask } from '../resources.ts';
import { findVisibleEngagement } from '../visible.ts';
import { startTask } from './start-task.ts';
import { tagResumed } from './tag-resumed.ts';

/**
 * Starts a task that creates an opportunity from a lead: it drafts the opportunity in the caller's account, adds its
 * project to the engagement as a context, and starts a snapshot job. Costs one transaction; repeated, two queries.
 */
export const startOpportunityFromEngagementTask = operation(
  kind.name,
  { access: 'Write', on: draftTask() },
  (input, call) =>
    startTask(call, kind, input, async (work) => {
      const engagement = await findVisibleEngagement(call, input.Catalog, input.Identifier, work.tx);
      const lead = {
        catalog: input.Catalog,
        account_id: call.account,
        operation: kind.name,
        engagement_id: engagement.id,
        context_id: input.ContextIdentifier,
      } as const;
      // If an earlier task drafted the opportunity and failed later, this one resumes it, so that no step runs twice.
      const before = await findDraftOfLead(work.tx, lead);
      if (before?.status !== 'FAILED') return lead;
      const { step, opportunity_id, project_context_id } = before;
      await tagResumed(work, call, input, opportunity_id);
      return { ...lead, step, opportunity_id, project_context_id };
    }),
);
