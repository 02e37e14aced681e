import { openEngagement } from '../../changes/engagements/open-engagement.ts';
import { StepFailure, type Work } from '../../changes/work.ts';
import { memberAdded } from '../../events/catalogue.ts';
import { recordEvents } from '../../events/record.ts';
import {
  customerProjectContext,
  engagementDescription,
  engagementTitle,
} from '../../rules/snapshots/views.ts';
import { findCompanyNames } from '../../store/repositories/accounts.ts';
import { addToEngagement, findEngagementsOf } from '../../store/repositories/engagement-resources.ts';
import { findEngagement } from '../../store/repositories/engagements.ts';
import type { Opportunity } from '../../store/repositories/opportunities.ts';
import { arnOfOpportunity } from '../may.ts';
import type { Step, StepWork } from '../task-kind.ts';
import { findSubmittable } from './find-submittable.ts';

/** Step 1: creates an engagement for the opportunity, unless it is in one already, e.g. that of its lead. */
export const createTheEngagement: Step = {
  name: 'create the engagement',
  performs: 'CreateEngagement',
  needs: { GetOpportunity: 'OpportunityAccessDenied', CreateEngagement: 'EngagementAccessDenied' },
  run: async (work, task) => {
    const { catalog, account_id, opportunity_id: id } = task;
    await work.may('GetOpportunity', arnOfOpportunity(work, { catalog, account_id, id }));
    const opportunity = await findSubmittable(work, task);
    const present = await findPresentEngagement(work, opportunity);
    return { engagement_id: present ?? (await createEngagement(work, opportunity)) };
  },
};

/**
 * Finds the opportunity's first engagement that has a CustomerProject context. Returns undefined if it is in no engagement.
 * Throws `StepFailure` if none of its engagements has such a context.
 */
const findPresentEngagement = async ({ tx }: Work, opportunity: Opportunity): Promise<string | undefined> => {
  const present = await findEngagementsOf(tx, opportunity);
  if (present.length === 0) return undefined;
  for (const engagementId of present) {
    const engagement = await findEngagement(tx, { catalog: opportunity.catalog, id: engagementId });
    if (engagement?.contexts.some((context) => context.Type === 'CustomerProject')) return engagement.id;
  }
  throw new StepFailure(
    'EngagementValidationFailed',
    'The engagement has no CustomerProject context. Add one with CreateEngagementContext, then start again.',
  );
};

const createEngagement = async (work: StepWork, opportunity: Opportunity): Promise<string> => {
  const { tx, now, services } = work;
  const { catalog, account_id, document } = opportunity;
  await work.may('CreateEngagement', services.arns.shared('engagement', catalog, '*'));
  const { engagement, announcements } = await openEngagement(work, account_id, {
    catalog,
    title: engagementTitle(document),
    description: engagementDescription(document),
    contexts: [customerProjectContext(document)],
  });
  await addToEngagement(tx, {
    catalog,
    engagement_id: engagement.id,
    owner: account_id,
    opportunity_id: opportunity.id,
  });
  const companyName = await findCompanyNames(tx, [account_id]);
  const member = { accountId: account_id, companyName: companyName(account_id) };
  await recordEvents(tx, services, now, [
    ...announcements,
    { to: [account_id], event: memberAdded(services.arns, engagement, member) },
  ]);
  return engagement.id;
};
