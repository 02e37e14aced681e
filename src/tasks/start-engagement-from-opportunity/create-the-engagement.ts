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
import { associateOpportunity, findEngagementsOf } from '../../store/repositories/engagement-resources.ts';
import { findEngagement } from '../../store/repositories/engagements.ts';
import type { Opportunity } from '../../store/repositories/opportunities.ts';
import type { Step } from '../task-kind.ts';
import { findSubmittable } from './the-opportunity.ts';

/** Step 1: the opportunity gets an engagement, or keeps the one that its lead came from. */
export const createTheEngagement: Step = {
  name: 'create the engagement',
  run: async (work, task) => {
    const opportunity = await findSubmittable(work, task);
    const present = await findPresentEngagement(work, opportunity);
    return { engagement_id: present ?? (await createEngagement(work, opportunity)) };
  },
};

/** The engagement that the opportunity takes part in already; of several, the first about a customer's project. */
const findPresentEngagement = async ({ tx }: Work, opportunity: Opportunity): Promise<string | undefined> => {
  const { catalog, account_id, id } = opportunity;
  const present = await findEngagementsOf(tx, catalog, id, account_id);
  if (present.length === 0) return undefined;
  for (const engagementId of present) {
    const engagement = await findEngagement(tx, catalog, engagementId);
    if (engagement?.contexts.some((context) => context.Type === 'CustomerProject')) return engagement.id;
  }
  throw new StepFailure(
    'EngagementValidationFailed',
    'The engagement has no CustomerProject context. Add one with CreateEngagementContext, then start again.',
  );
};

const createEngagement = async (work: Work, opportunity: Opportunity): Promise<string> => {
  const { tx, now, services } = work;
  const { catalog, account_id, document } = opportunity;
  const { engagement, announcements } = await openEngagement(work, account_id, {
    catalog,
    title: engagementTitle(document),
    description: engagementDescription(document),
    contexts: [customerProjectContext(document)],
  });
  await associateOpportunity(tx, catalog, engagement.id, opportunity.id, account_id);
  const companyName = await findCompanyNames(tx, [account_id]);
  const member = { accountId: account_id, companyName: companyName(account_id) };
  await recordEvents(tx, services, now, [
    ...announcements,
    { to: [account_id], event: memberAdded(services.arns, engagement, member) },
  ]);
  return engagement.id;
};
