import { normalAccount } from '../../rules/accounts.ts';
import { querySnapshots } from '../../store/repositories/snapshots.ts';
import { list } from '../operation.ts';
import { snapshot } from '../resources.ts';
import { findVisibleEngagement } from '../visible.ts';

/** Lists the snapshots in an engagement of the caller, by resource and revision. Costs two queries. */
export const listResourceSnapshots = list('ListResourceSnapshots', {
  permit: { access: 'List', on: snapshot },
  items: 'ResourceSnapshotSummaries',
  first: (input, call) => findVisibleEngagement(call, input.Catalog, input.EngagementIdentifier),
  query: (input, { reads, account }, engagement) =>
    querySnapshots(reads, {
      catalog: input.Catalog,
      engagement_id: engagement.id,
      viewer: account,
      resourceId: input.ResourceIdentifier,
      template: input.ResourceSnapshotTemplateIdentifier,
      createdBy: input.CreatedBy && (normalAccount(input.CreatedBy) ?? input.CreatedBy),
    }),
  keys: ['resource_id', 'template', 'revision'],
  order: 'ASCENDING',
  show: (snapshot, { services }) => ({
    Arn: services.arns.snapshot(snapshot.catalog, snapshot),
    Revision: snapshot.revision,
    ResourceType: 'Opportunity' as const,
    ResourceId: snapshot.resource_id,
    ResourceSnapshotTemplateName: snapshot.template,
    CreatedBy: snapshot.created_by,
  }),
});
