import { findSnapshotJob } from '../../store/repositories/snapshots.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';
import { snapshotJob } from '../resources.ts';

/** Fetches a snapshot job of the caller. Costs one query. */
export const getResourceSnapshotJob = operation(
  'GetResourceSnapshotJob',
  { access: 'Read', on: snapshotJob('ResourceSnapshotJobIdentifier') },
  async (input, { account, reads, services }) => {
    const job = await findSnapshotJob(reads, {
      catalog: input.Catalog,
      account_id: account,
      id: input.ResourceSnapshotJobIdentifier,
    });
    if (!job) throw notFound('resource snapshot job', input.ResourceSnapshotJobIdentifier);
    return {
      Catalog: input.Catalog,
      Id: job.id,
      Arn: services.arns.owned('resource-snapshot-job', account, input.Catalog, job.id),
      EngagementId: job.engagement_id,
      ResourceType: 'Opportunity' as const,
      ResourceId: job.resource_id,
      ResourceArn: services.arns.owned('opportunity', account, input.Catalog, job.resource_id),
      ResourceSnapshotTemplateName: job.template,
      CreatedAt: job.created_at,
      Status: job.status,
      LastSuccessfulExecutionDate: job.last_success_at || undefined,
      LastFailure: job.last_failure || undefined,
    };
  },
);
