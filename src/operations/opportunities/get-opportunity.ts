import { findOpportunity } from '../../store/repositories/opportunities.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';
import { opportunity } from '../resources.ts';

/** Fetches an opportunity of the caller. Costs one query. */
export const getOpportunity = operation(
  'GetOpportunity',
  { access: 'Read', on: opportunity('Identifier') },
  async (input, { account, reads, services }) => {
    const opportunity = await findOpportunity(reads, {
      catalog: input.Catalog,
      account_id: account,
      id: input.Identifier,
    });
    if (!opportunity) throw notFound('opportunity', input.Identifier);
    return {
      ...opportunity.document,
      Catalog: input.Catalog,
      Id: opportunity.id,
      Arn: services.arns.owned('opportunity', account, input.Catalog, opportunity.id),
      CreatedDate: opportunity.created_at,
      LastModifiedDate: opportunity.modified_at,
    };
  },
);
