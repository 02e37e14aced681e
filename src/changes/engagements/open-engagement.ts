import { engagementCreated } from '../../events/catalogue.ts';
import type { Announcement } from '../../events/record.ts';
import type { AccountId } from '../../model/contract.ts';
import { type Engagement, insertEngagement } from '../../store/repositories/engagements.ts';
import type { Work } from '../work.ts';

/** What the creator of an engagement provides. */
export type NewEngagement = Pick<Engagement, 'catalog' | 'title' | 'description' | 'contexts'>;

/** Creates an engagement with `creator` as its first member. Returns it and the events to record. */
export const openEngagement = async (
  { tx, now, services }: Work,
  creator: AccountId,
  given: NewEngagement,
): Promise<{ engagement: Omit<Engagement, 'member_count'>; announcements: Announcement[] }> => {
  const engagement = {
    ...given,
    id: services.ids.engagement(),
    created_at: now,
    created_by: creator,
    modified_at: now,
    modified_by: creator,
  };
  await insertEngagement(tx, engagement);
  const created = engagementCreated(services.arns, engagement);
  return { engagement, announcements: [{ to: [creator], event: created }] };
};
