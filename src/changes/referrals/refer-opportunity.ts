import { recordEvents } from '../../events/record.ts';
import type { AccountId, Catalog } from '../../model/contract.ts';
import type { OpportunityDocument } from '../../model/documents.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import { addOpportunity } from '../opportunities/add-opportunity.ts';
import type { Work } from '../work.ts';
import type { Referral } from './invite-partner.ts';
import { referToPartner } from './refer-to-partner.ts';

/** Creates an opportunity of AWS with this id and invites a partner to it, who gets it with the same id on acceptance. */
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
  const { opportunity, announcements } = await addOpportunity(work, {
    catalog,
    account_id: AWS_ACCOUNT,
    id,
    document,
  });
  await recordEvents(tx, services, now, announcements);
  return referToPartner(work, opportunity, partner, message);
};
