import { querySnapshotJobs } from '../../store/repositories/snapshots.ts';
import { list } from '../operation.ts';

/** Lists the caller's snapshot jobs, the latest first. Costs one query on the index of its snapshot jobs. */
export const listResourceSnapshotJobs = list('ListResourceSnapshotJobs', {
  items: 'ResourceSnapshotJobSummaries',
  query: (input, { reads, account }) =>
    querySnapshotJobs(reads, {
      catalog: input.Catalog,
      account,
      engagement: input.EngagementIdentifier,
      status: input.Status,
    }),
  keys: ['created_at', 'id'],
  // AWS API reference, ListResourceSnapshotJobs, MaxResults.
  pageSize: 50,
  show: (job, { services }) => ({
    Id: job.id,
    Arn: services.arns.owned('resource-snapshot-job', job.account_id, job.catalog, job.id),
    EngagementId: job.engagement_id,
    Status: job.status,
  }),
});
