import { normalAccount } from '../../rules/accounts.ts';
import { queryAssociations } from '../../store/repositories/engagement-resources.ts';
import { list } from '../operation.ts';
import { snapshot } from '../resources.ts';

/**
 * Lists the opportunities with a snapshot that the caller may see, in the engagements of which it is a member: AWS API
 * reference, ListEngagementResourceAssociations. Costs one query.
 */
export const listEngagementResourceAssociations = list('ListEngagementResourceAssociations', {
  permit: { access: 'Read', on: snapshot },
  items: 'EngagementResourceAssociationSummaries',
  query: (input, { reads, account }) =>
    queryAssociations(reads, {
      catalog: input.Catalog,
      member: account,
      engagement: input.EngagementIdentifier,
      resource: input.ResourceIdentifier,
      createdBy: input.CreatedBy && (normalAccount(input.CreatedBy) ?? input.CreatedBy),
    }),
  keys: [['member.engagement_id', 'engagement_id'], 'resource.resource_id', 'resource.created_by'],
  order: 'ASCENDING',
  show: (row) => ({
    Catalog: row.catalog,
    EngagementId: row.engagement_id,
    ResourceType: 'Opportunity' as const,
    ResourceId: row.resource_id,
    CreatedBy: row.created_by,
  }),
});
