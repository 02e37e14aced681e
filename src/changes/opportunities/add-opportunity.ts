import { opportunityCreated } from '../../events/catalogue.ts';
import type { Announcement } from '../../events/record.ts';
import type { Tag } from '../../model/documents.ts';
import { insertOpportunity, type Opportunity } from '../../store/repositories/opportunities.ts';
import { putTags } from '../../store/repositories/tags.ts';
import type { Work } from '../work.ts';

/** A new opportunity of an account. Default: a new id, no invitation and no source. */
export type NewOpportunity = Pick<Opportunity, 'catalog' | 'account_id' | 'document'> &
  Partial<
    Pick<Opportunity, 'id' | 'created_at' | 'invitation_id' | 'source_account_id' | 'source_id'> & {
      tags: Tag[];
    }
  >;

/**
 * Adds an opportunity to an account. Returns it and the events to record. Throws a unique violation if the account has one
 * with this id or from this invitation. Costs one statement, or two with tags.
 */
export const addOpportunity = async (
  { tx, now, services }: Work,
  given: NewOpportunity,
): Promise<{ opportunity: Opportunity; announcements: Announcement[] }> => {
  const { catalog, account_id, id = services.ids.opportunity(), tags = [] } = given;
  const opportunity: Opportunity = {
    catalog,
    account_id,
    id,
    created_at: given.created_at ?? now,
    modified_at: now,
    document: given.document,
    invitation_id: given.invitation_id ?? null,
    source_account_id: given.source_account_id ?? null,
    source_id: given.source_id ?? null,
  };
  await insertOpportunity(tx, opportunity);
  await putTags(tx, services.arns.owned('opportunity', account_id, catalog, id), tags);
  return { opportunity, announcements: [{ to: [account_id], event: opportunityCreated(opportunity) }] };
};
