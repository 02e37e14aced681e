import { engagementUpdated } from '../../events/catalogue.ts';
import type { Announcement } from '../../events/record.ts';
import { nextModification } from '../../kit/flow/clock.ts';
import type { AccountId } from '../../model/contract.ts';
import type { EngagementContext } from '../../model/documents.ts';
import { type Engagement, listMembers, updateContexts } from '../../store/repositories/engagements.ts';
import type { Work } from '../work.ts';

/**
 * Writes the contexts of an engagement, changed by `account`. Returns the new engagement and the events for its members,
 * or undefined if it was changed since `current` was read.
 */
export const changeContexts = async (
  work: Work,
  current: Engagement,
  account: AccountId,
  contexts: EngagementContext[],
): Promise<{ engagement: Engagement; announcements: Announcement[] } | undefined> => {
  const { tx, now, services } = work;
  const modified_at = nextModification(current.modified_at, now);
  const engagement: Engagement = { ...current, contexts, modified_at, modified_by: account };
  if (!(await updateContexts(tx, engagement, current.modified_at))) return undefined;
  const members = await listMembers(tx, { catalog: current.catalog, engagement_id: current.id });
  const to = members.map((member) => member.account_id);
  return { engagement, announcements: [{ to, event: engagementUpdated(services.arns, engagement) }] };
};
