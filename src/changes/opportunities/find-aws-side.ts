import type { AwsSummaryDocument } from '../../model/documents.ts';
import { PARTNER_LIMIT } from '../../rules/invitations/invitations.ts';
import { findInvitation } from '../../store/repositories/invitations.ts';
import {
  findAwsSummary,
  findOpportunity,
  findOpportunityInEngagement,
  type Opportunity,
} from '../../store/repositories/opportunities.ts';
import type { Queries } from '../../store/tables.ts';

/**
 * Finds AWS's side of an opportunity. If it has none, that of the opportunity of the account that invited its owner, as every
 * partner that accepted an invitation sees it (seen: GetAwsOpportunitySummary, "Working with Multipartner Opportunities").
 * Costs one query, and two or three more for each invitation in between.
 */
export const findAwsSide = async (
  db: Queries,
  opportunity: Opportunity,
  partners = PARTNER_LIMIT,
): Promise<AwsSummaryDocument | undefined> => {
  const side = await findAwsSummary(db, { catalog: opportunity.catalog, opportunity_id: opportunity.id });
  if (side || partners === 0) return side;
  const sendersOwn = await findSendersOpportunity(db, opportunity);
  return sendersOwn && findAwsSide(db, sendersOwn, partners - 1);
};

/** Finds the opportunity that this one was created from; the sender may have associated one with the engagement later. */
const findSendersOpportunity = async (
  db: Queries,
  { catalog, source_account_id: account, source_id: id, invitation_id }: Opportunity,
): Promise<Opportunity | undefined> => {
  if (account && id) return findOpportunity(db, { catalog, account_id: account, id });
  const invitation = invitation_id ? await findInvitation(db, { catalog, id: invitation_id }) : undefined;
  if (!invitation) return undefined;
  const { engagement_id, sender_account_id: owner } = invitation;
  return findOpportunityInEngagement(db, { catalog, engagement_id, owner });
};
