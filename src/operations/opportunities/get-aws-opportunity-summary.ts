import { shownAwsSide } from '../../rules/aws-side.ts';
import { findAwsSideOf, findOpportunity } from '../../store/repositories/opportunities.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';

/**
 * Fetches AWS's side of an opportunity of the caller's account: its own, or that of the opportunity which it was made from
 * as the caller accepted an invitation (seen: "Working with Multipartner Opportunities"). Before there is one, it has the
 * deal-sizing insights alone. Costs two queries, and two more for each partner between the caller and who submitted.
 */
export const getAwsOpportunitySummary = operation(
  'GetAwsOpportunitySummary',
  'Read',
  async (input, { account, reads }) => {
    const id = input.RelatedOpportunityIdentifier;
    const opportunity = await findOpportunity(reads, input.Catalog, account, id);
    const side = opportunity && (await findAwsSideOf(reads, opportunity));
    const shown = opportunity && shownAwsSide(side, opportunity.document);
    if (!shown) throw notFound('AWS opportunity related to', id);
    return { ...shown, Catalog: input.Catalog, RelatedOpportunityId: id };
  },
);
