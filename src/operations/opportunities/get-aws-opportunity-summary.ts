import { findAwsSummary, findOpportunity } from '../../store/repositories/opportunities.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';

/** Fetches AWS's side of an opportunity of the caller's account. Costs two queries. */
export const getAwsOpportunitySummary = operation(
  'GetAwsOpportunitySummary',
  'Read',
  async (input, { account, reads }) => {
    const id = input.RelatedOpportunityIdentifier;
    const opportunity = await findOpportunity(reads, input.Catalog, account, id);
    const summary = opportunity && (await findAwsSummary(reads, input.Catalog, id));
    if (!summary) throw notFound('AWS opportunity related to', id);
    return { ...summary, Catalog: input.Catalog, RelatedOpportunityId: id };
  },
);
