import { recordEvents } from '../../events/record.ts';
import { CONTEXT_LIMIT, nextContextId } from '../../rules/engagement-contexts.ts';
import { customerProjectContext } from '../../rules/views.ts';
import { findEngagementOfMember } from '../../store/repositories/engagements.ts';
import { changeContexts } from '../change-contexts.ts';
import { StepFailure } from '../work.ts';
import type { Step } from '../workflow.ts';
import { findTheDraft } from './the-draft.ts';

/** Step 2: the customer's project becomes a context of the engagement, beside the lead. */
export const addTheProject: Step = {
  name: 'add the project to the engagement',
  run: async (work, task) => {
    const { tx, now, services } = work;
    const opportunity = await findTheDraft(work, task);
    const engagement = await findEngagementOfMember(tx, task.catalog, task.account_id, task.engagement_id);
    if (!engagement || engagement.contexts.length >= CONTEXT_LIMIT) {
      throw new StepFailure(
        'ServiceQuotaExceeded',
        `The engagement has ${CONTEXT_LIMIT} contexts, the most there can be.`,
      );
    }
    const context = {
      ...customerProjectContext(opportunity.document),
      Id: nextContextId(engagement.contexts),
    };
    const changed = await changeContexts(work, engagement, task.account_id, [
      ...engagement.contexts,
      context,
    ]);
    if (!changed)
      throw new StepFailure('EngagementConflict', 'The engagement was changed at the same moment.');
    await recordEvents(tx, services, now, changed.announcements);
    return {};
  },
};
