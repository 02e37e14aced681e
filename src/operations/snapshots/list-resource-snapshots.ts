import { normalAccount } from '../../rules/accounts.ts';
import { querySnapshots } from '../../store/repositories/snapshots.ts';
import { listPage } from '../list-page.ts';
import { operation } from '../operation.ts';
import { findVisibleEngagement } from '../visible.ts';

/** Lists the snapshots that are shared in an engagement of the caller's, by resource and revision. Two queries. */
export const listResourceSnapshots = operation('ListResourceSnapshots', 'List', async (input, call) => {
  const engagement = await findVisibleEngagement(call, input.Catalog, input.EngagementIdentifier);
  const { rows, NextToken } = await listPage(
    call,
    {
      operation: 'ListResourceSnapshots',
      input,
      keys: ['resource_id', 'template', 'revision'],
      order: 'ASCENDING',
      positionOf: (row) => [row.resource_id, row.template, row.revision],
    },
    querySnapshots(call.reads, input.Catalog, engagement.id, {
      viewer: call.account,
      resourceId: input.ResourceIdentifier,
      template: input.ResourceSnapshotTemplateIdentifier,
      createdBy: input.CreatedBy && (normalAccount(input.CreatedBy) ?? input.CreatedBy),
    }),
  );
  const summaries = rows.map((snapshot) => ({
    Arn: call.services.arns.snapshot(input.Catalog, snapshot),
    Revision: snapshot.revision,
    ResourceType: 'Opportunity' as const,
    ResourceId: snapshot.resource_id,
    ResourceSnapshotTemplateName: snapshot.template,
    CreatedBy: snapshot.created_by,
  }));
  return { ResourceSnapshotSummaries: summaries, NextToken };
});
