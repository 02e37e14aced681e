import { requireCapacity } from '../../changes/engagements/add-project.ts';
import { addOpportunity } from '../../changes/opportunities/add-opportunity.ts';
import { StepFailure, type Work } from '../../changes/work.ts';
import { recordEvents } from '../../events/record.ts';
import { isDisqualified, type Lead, opportunityFromLead } from '../../rules/engagements/leads.ts';
import { findOwner } from '../../store/repositories/accounts.ts';
import { addToEngagement } from '../../store/repositories/engagement-resources.ts';
import { lockEngagement } from '../../store/repositories/engagements.ts';
import { findDraftOfLead } from '../../store/repositories/task-lists.ts';
import type { Tasks } from '../../store/tables/tasks.ts';
import { mayCreateOpportunity } from '../may.ts';
import type { Step } from '../task-kind.ts';

/** Step 1: drafts an opportunity from the lead in the account, and adds it to the engagement. */
export const draftTheOpportunity: Step = {
  name: 'draft the opportunity',
  performs: 'CreateOpportunity',
  needs: {
    GetEngagement: 'EngagementAccessDenied',
    CreateOpportunity: 'OpportunityAccessDenied',
    TagResource: 'OpportunityAccessDenied',
  },
  run: async (work, task) => {
    const { tx, now, services } = work;
    const { catalog, account_id, engagement_id } = task;
    await work.may('GetEngagement', services.arns.shared('engagement', catalog, engagement_id));
    await mayCreateOpportunity(work, task);
    const lead = await findLead(work, task);
    await requireNewLead(work, task);
    const { opportunity, announcements } = await addOpportunity(work, {
      catalog,
      account_id,
      document: { ...opportunityFromLead(lead, now), OpportunityTeam: [await findOwner(tx, account_id)] },
      tags: JSON.parse(task.tags),
    });
    await addToEngagement(tx, { catalog, engagement_id, owner: account_id, opportunity_id: opportunity.id });
    await recordEvents(tx, services, now, announcements);
    return { opportunity_id: opportunity.id };
  },
};

/** Finds the lead in the task's context. Throws `StepFailure` unless it may become an opportunity. */
const findLead = async ({ tx }: Work, task: Tasks): Promise<Lead> => {
  const engagement = await lockEngagement(tx, { catalog: task.catalog, id: task.engagement_id });
  const context = engagement?.contexts.find(({ Id }) => Id === task.context_id);
  if (!engagement || !context) {
    throw new StepFailure(
      'ContextNotFound',
      `The engagement has no context ${task.context_id}. Get the engagement to see its contexts.`,
    );
  }
  const lead = context.Payload?.Lead;
  if (!lead) {
    throw new StepFailure(
      'CustomerProjectContextNotPermitted',
      `Context ${task.context_id} is no lead. Name a context of Type Lead.`,
    );
  }
  if (isDisqualified(lead)) {
    throw new StepFailure(
      'DisqualifiedLeadNotPermitted',
      'The lead is disqualified. Change its QualificationStatus with UpdateEngagementContext first.',
    );
  }
  // Checked before drafting, because contexts are never removed, so the task could not be resumed later.
  requireCapacity(engagement);
  return lead;
};

/**
 * Throws `StepFailure` if the account has an opportunity from this lead already. The engagement's lock serializes concurrent
 * drafts.
 */
const requireNewLead = async ({ tx }: Work, task: Tasks): Promise<void> => {
  const drafted = await findDraftOfLead(tx, task);
  if (!drafted) return;
  throw new StepFailure(
    'OpportunityConflict',
    `The lead became opportunity ${drafted.opportunity_id} of the account already. Get that opportunity to go on with it.`,
  );
};
