import { opportunityCreated } from '../../events/catalogue.ts';
import { recordEvents } from '../../events/record.ts';
import type { AccountId, Catalog } from '../../model/contract.ts';
import type { OpportunityDocument } from '../../model/documents.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import { insertOpportunity, type Opportunity } from '../../store/repositories/opportunities.ts';
import type { Work } from '../work.ts';
import type { Referral } from './invite-partner.ts';
import { referToPartner } from './refer-to-partner.ts';

/** AWS creates an opportunity of its own and invites a partner to it, who has it, by this id, once it accepts. */
export const referOpportunity = async (
  work: Work,
  given: {
    catalog: Catalog;
    id: string;
    document: OpportunityDocument;
    partner: AccountId;
    message?: string | undefined;
  },
): Promise<Referral> => {
  const { tx, now, services } = work;
  const { catalog, id, document, partner, message } = given;
  const opportunity: Opportunity = {
    catalog,
    account_id: AWS_ACCOUNT,
    id,
    created_at: now,
    modified_at: now,
    document,
    invitation_id: null,
    source_account_id: null,
    source_id: null,
  };
  await insertOpportunity(tx, opportunity);
  await recordEvents(tx, services, now, [{ to: [AWS_ACCOUNT], event: opportunityCreated(opportunity) }]);
  return referToPartner(work, opportunity, partner, message);
};
