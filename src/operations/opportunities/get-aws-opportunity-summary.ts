import { findAwsSide } from '../../changes/opportunities/find-aws-side.ts';
import { shownAwsSide } from '../../rules/opportunities/aws-side.ts';
import { findOpportunity } from '../../store/repositories/opportunities.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';
import { opportunity } from '../resources.ts';

/**
 * Fetches AWS's side of an opportunity of the caller, which may be shared with the partner who invited the caller.
 * Until AWS has one, the summary holds only the deal-sizing insights. Costs two queries, and those of `findAwsSide`.
 */
export const getAwsOpportunitySummary = operation(
  'GetAwsOpportunitySummary',
  { access: 'Read', on: opportunity('RelatedOpportunityIdentifier') },
  async (input, { account, reads }) => {
    const id = input.RelatedOpportunityIdentifier;
    const opportunity = await findOpportunity(reads, { catalog: input.Catalog, account_id: account, id });
    const side = opportunity && (await findAwsSide(reads, opportunity));
    const shown = opportunity && shownAwsSide(side, opportunity.document);
    if (!shown) throw notFound('AWS opportunity related to', id);
    return { ...shown, Catalog: input.Catalog, RelatedOpportunityId: id };
  },
);
