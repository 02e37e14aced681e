import { normalAccount } from '../../rules/accounts.ts';
import { queryAssociations } from '../../store/repositories/engagement-resources.ts';
import { listPage } from '../list-page.ts';
import { operation } from '../operation.ts';

const name = 'ListEngagementResourceAssociations';

/**
 * Lists which opportunities have a snapshot, that the caller may see, in the engagements of which it is a member: AWS API
 * reference, ListEngagementResourceAssociations. Costs one query.
 */
export const listEngagementResourceAssociations = operation(name, 'List', async (input, call) => {
  const { rows, NextToken } = await listPage(
    call,
    {
      operation: name,
      input,
      keys: ['resource.engagement_id', 'resource.resource_id', 'resource.created_by'],
      order: 'ASCENDING',
      positionOf: (row) => [row.engagement_id, row.resource_id, row.created_by],
    },
    queryAssociations(call.reads, input.Catalog, call.account, {
      engagement: input.EngagementIdentifier,
      resource: input.ResourceIdentifier,
      createdBy: input.CreatedBy && (normalAccount(input.CreatedBy) ?? input.CreatedBy),
    }),
  );
  const summaries = rows.map((row) => ({
    Catalog: row.catalog,
    EngagementId: row.engagement_id,
    ResourceType: 'Opportunity' as const,
    ResourceId: row.resource_id,
    CreatedBy: row.created_by,
  }));
  return { EngagementResourceAssociationSummaries: summaries, NextToken };
});
