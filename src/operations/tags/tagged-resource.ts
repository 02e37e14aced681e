import { findOpportunity } from '../../store/repositories/opportunities.ts';
import { findSnapshotJob } from '../../store/repositories/snapshots.ts';
import type { Queries } from '../../store/tables.ts';
import { notFound } from '../not-found.ts';
import type { Call } from '../operation.ts';

/**
 * Checks that an ARN names a resource of the caller that can have tags: an opportunity or a snapshot job. Throws
 * ResourceNotFoundException for any other. Costs one query.
 */
export const requireTaggable = async (
  { account, services }: Call,
  db: Queries,
  arn: string,
): Promise<void> => {
  const parts = services.arns.parseOwned(arn);
  const exists = parts?.account === account && (await find(db, parts));
  if (!exists) throw notFound('resource', arn);
};

type Parts = NonNullable<ReturnType<Call['services']['arns']['parseOwned']>>;

const find = async (db: Queries, { account, catalog, kind, id }: Parts): Promise<unknown> => {
  if (kind === 'opportunity') return findOpportunity(db, { catalog, account_id: account, id });
  if (kind === 'resource-snapshot-job') return findSnapshotJob(db, { catalog, account_id: account, id });
  return undefined;
};
