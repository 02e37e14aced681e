import { opportunityCreated } from '../../events/catalogue.ts';
import { recordEvents } from '../../events/record.ts';
import type { EngagementContext } from '../../model/documents.ts';
import { isDisqualified, type Lead, opportunityFromLead } from '../../rules/leads.ts';
import { associateOpportunity, findEngagementOfMember } from '../../store/repositories/engagements.ts';
import { insertOpportunity, type Opportunity } from '../../store/repositories/opportunities.ts';
import { putTags } from '../../store/repositories/tags.ts';
import type { Tasks } from '../../store/tables.ts';
import { StepFailure, type Work } from '../work.ts';
import type { Step } from '../workflow.ts';

/** Step 1: an opportunity is drafted from the lead, and takes part in the engagement. */
export const draftTheOpportunity: Step = {
  name: 'draft the opportunity',
  run: async (work, task) => {
    const { tx, now, services } = work;
    const { catalog, account_id, engagement_id } = task;
    const lead = await findLead(work, task);
    const opportunity: Opportunity = {
      catalog,
      account_id,
      id: services.ids.opportunity(),
      created_at: now,
      modified_at: now,
      document: opportunityFromLead(lead),
      invitation_id: null,
      source_account_id: null,
      source_id: null,
    };
    await insertOpportunity(tx, opportunity);
    await putTags(
      tx,
      services.arns.owned('opportunity', account_id, catalog, opportunity.id),
      JSON.parse(task.tags),
    );
    await associateOpportunity(tx, catalog, engagement_id, opportunity.id, account_id);
    await recordEvents(tx, services, now, [
      { to: [account_id], event: opportunityCreated(services.arns, opportunity) },
    ]);
    return { opportunity_id: opportunity.id };
  },
};

/** The task's context, which must be a lead that may become an opportunity. */
const findLead = async ({ tx }: Work, task: Tasks): Promise<Lead> => {
  const engagement = await findEngagementOfMember(tx, task.catalog, task.account_id, task.engagement_id);
  const context: EngagementContext | undefined = engagement?.contexts.find(
    ({ Id }) => Id === task.context_id,
  );
  if (!context) {
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
  return lead;
};
