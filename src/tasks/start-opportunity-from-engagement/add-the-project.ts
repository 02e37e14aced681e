import { addProject } from '../../changes/engagements/add-project.ts';
import { StepFailure } from '../../changes/work.ts';
import { recordEvents } from '../../events/record.ts';
import { lockEngagement } from '../../store/repositories/engagements.ts';
import { findDraftOfLead } from '../../store/repositories/task-lists.ts';
import type { Step } from '../task-kind.ts';
import { findTheOpportunity } from '../the-opportunity.ts';

/** Step 2: adds the customer's project to the engagement as a context, beside the lead. */
export const addTheProject: Step = {
  name: 'add the project to the engagement',
  performs: 'CreateEngagementContext',
  needs: { CreateEngagementContext: 'EngagementAccessDenied' },
  run: async (work, task) => {
    const { tx, now, services } = work;
    const arn = services.arns.shared('engagement', task.catalog, task.engagement_id);
    await work.may('CreateEngagementContext', arn);
    const engagement = await lockEngagement(tx, { catalog: task.catalog, id: task.engagement_id });
    if (!engagement)
      throw new StepFailure('EngagementValidationFailed', 'The engagement is no longer there.');
    // Another task that resumed with this draft may have added the project.
    const other = await findDraftOfLead(tx, task);
    if (other && other.step > task.step) return { project_context_id: other.project_context_id };
    const { document } = await findTheOpportunity(work, task);
    const { contextId, announcements } = await addProject(work, engagement, task.account_id, document);
    await recordEvents(tx, services, now, announcements);
    return { project_context_id: contextId };
  },
};
