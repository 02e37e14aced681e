import { recordEvents } from '../../events/record.ts';
import { CONTEXT_LIMIT, nextContextId } from '../../rules/engagement-contexts.ts';
import { customerProjectContext } from '../../rules/views.ts';
import { type Engagement, lockEngagement } from '../../store/repositories/engagements.ts';
import { findDraftOfLead } from '../../store/repositories/tasks.ts';
import { changeContexts } from '../change-contexts.ts';
import { StepFailure } from '../work.ts';
import type { Step } from '../workflow.ts';
import { findTheDraft } from './the-draft.ts';

/** Step 2: the customer's project becomes a context of the engagement, beside the lead. */
export const addTheProject: Step = {
  name: 'add the project to the engagement',
  run: async (work, task) => {
    const { tx, now, services } = work;
    const engagement = await lockEngagement(tx, task.catalog, task.engagement_id);
    if (!engagement)
      throw new StepFailure('EngagementValidationFailed', 'The engagement is no longer there.');
    // Another task that goes on with this draft may have added the project already.
    const other = await findDraftOfLead(tx, task);
    if (other && other.step > task.step) return { project_context_id: other.project_context_id };
    requireRoom(engagement);
    const { document } = await findTheDraft(work, task);
    const context = { ...customerProjectContext(document), Id: nextContextId(engagement.contexts) };
    const changed = await changeContexts(work, engagement, task.account_id, [
      ...engagement.contexts,
      context,
    ]);
    if (!changed)
      throw new StepFailure('EngagementConflict', 'The engagement was changed at the same moment.');
    await recordEvents(tx, services, now, changed.announcements);
    return { project_context_id: context.Id };
  },
};

/** Throws `StepFailure` when the engagement cannot take another context. */
export const requireRoom = ({ contexts }: Pick<Engagement, 'contexts'>): void => {
  if (contexts.length < CONTEXT_LIMIT) return;
  throw new StepFailure(
    'ServiceQuotaExceeded',
    `The engagement has ${CONTEXT_LIMIT} contexts, the most there can be.`,
  );
};
