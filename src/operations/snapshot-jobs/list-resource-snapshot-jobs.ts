import { querySnapshotJobs } from '../../store/repositories/snapshots.ts';
import { listPage } from '../list-page.ts';
import { operation } from '../operation.ts';

/** AWS API reference, ListResourceSnapshotJobs, MaxResults. */
const PAGE_SIZE = 50;

/** Lists the caller's snapshot jobs, the latest first. Costs one query on the index of its jobs. */
export const listResourceSnapshotJobs = operation('ListResourceSnapshotJobs', 'List', async (input, call) => {
  const { account, reads, services } = call;
  const { rows, NextToken } = await listPage(
    call,
    {
      operation: 'ListResourceSnapshotJobs',
      input,
      keys: ['created_at', 'id'],
      order: input.Sort?.SortOrder,
      pageSize: PAGE_SIZE,
      positionOf: (row) => [row.created_at, row.id],
    },
    querySnapshotJobs(reads, input.Catalog, account, input.EngagementIdentifier, input.Status),
  );
  const summaries = rows.map((job) => ({
    Id: job.id,
    Arn: services.arns.owned('resource-snapshot-job', account, input.Catalog, job.id),
    EngagementId: job.engagement_id,
    Status: job.status,
  }));
  return { ResourceSnapshotJobSummaries: summaries, NextToken };
});
