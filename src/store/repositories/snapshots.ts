import { sql } from 'kysely';
import type { AccountId, Catalog, Timestamp } from '../../model/contract.ts';
import {
  AWS_OPPORTUNITY_SUMMARY_FULL_VIEW,
  OPPORTUNITY_SUMMARY_VIEW,
  type SnapshotPayload,
} from '../../model/documents.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import { filtered, values } from '../filtered.ts';
import { prepare } from '../prepare.ts';
import type { ResourceSnapshotJobs } from '../tables/resource-snapshot-jobs.ts';
import type { ResourceSnapshots } from '../tables/resource-snapshots.ts';
import type { Queries } from '../tables.ts';

export interface Snapshot extends Omit<ResourceSnapshots, 'payload' | 'target_accounts'> {
  payload: SnapshotPayload;
  /** The members of the engagement when the snapshot was taken. */
  target_accounts: AccountId[];
}

/** What a snapshot is taken of, and how. Each subject has its own revisions. */
export type SnapshotSubject = Pick<
  Snapshot,
  'catalog' | 'engagement_id' | 'resource_type' | 'resource_id' | 'template'
>;

const fromRow = (row: ResourceSnapshots): Snapshot => ({
  ...row,
  payload: JSON.parse(row.payload),
  target_accounts: row.target_accounts.split(','),
});

/** Throws a unique violation if another writer took the revision. */
export const insertSnapshot = async (db: Queries, snapshot: Snapshot): Promise<void> => {
  await insert.run(db, {
    ...snapshot,
    payload: JSON.stringify(snapshot.payload),
    target_accounts: snapshot.target_accounts.join(','),
  });
};

const insert = prepare((db, row: ResourceSnapshots) => db.insertInto('resource_snapshots').values(row));

/** Returns one revision, or the latest. */
export const findSnapshot = async (
  db: Queries,
  subject: SnapshotSubject,
  revision?: number,
): Promise<Snapshot | undefined> => {
  const { catalog, engagement_id, resource_type, resource_id, template } = subject;
  const name = { catalog, engagement_id, resource_type, resource_id, template };
  const row = await byName.first(db, { ...name, revision });
  return row && fromRow(row);
};

const byName = prepare((db, name: SnapshotSubject & { revision: number | undefined }) =>
  db
    .selectFrom('resource_snapshots')
    .selectAll()
    .where('catalog', '=', name.catalog)
    .where('engagement_id', '=', name.engagement_id)
    .where('resource_type', '=', name.resource_type)
    .where('resource_id', '=', name.resource_id)
    .where('template', '=', name.template)
    .$if(name.revision !== undefined, (query) => query.where('revision', '=', name.revision ?? 0))
    .orderBy('revision', 'desc')
    .limit(1),
);

type SnapshotJobKey = Pick<ResourceSnapshotJobs, 'catalog' | 'id'>;

/** Throws a unique violation if the account has a snapshot job for the same subject. */
export const insertSnapshotJob = async (db: Queries, snapshotJob: ResourceSnapshotJobs): Promise<void> => {
  await insertSnapshotJobRow.run(db, snapshotJob);
};

const insertSnapshotJobRow = prepare((db, snapshotJob: ResourceSnapshotJobs) =>
  db.insertInto('resource_snapshot_jobs').values(snapshotJob),
);

export const findSnapshotJob = async (
  db: Queries,
  { catalog, account_id, id }: Pick<ResourceSnapshotJobs, 'catalog' | 'account_id' | 'id'>,
): Promise<ResourceSnapshotJobs | undefined> =>
  db
    .selectFrom('resource_snapshot_jobs')
    .selectAll()
    .where('catalog', '=', catalog)
    .where('id', '=', id)
    .where('account_id', '=', account_id)
    .executeTakeFirst();

/** Returns an account's snapshot jobs for one resource, in all engagements. */
export const findSnapshotJobsOf = async (
  db: Queries,
  { catalog, account_id, resource_id }: Pick<ResourceSnapshotJobs, 'catalog' | 'account_id' | 'resource_id'>,
): Promise<ResourceSnapshotJobs[]> =>
  db
    .selectFrom('resource_snapshot_jobs')
    .selectAll()
    .where('catalog', '=', catalog)
    .where('account_id', '=', account_id)
    .where('resource_id', '=', resource_id)
    .execute();

/** Records a successful run of a snapshot job. Its latest failure stays visible: AWS API reference, GetResourceSnapshotJob. */
export const markSnapshotJobRun = async (
  db: Queries,
  { catalog, id }: SnapshotJobKey,
  at: Timestamp,
): Promise<void> => {
  await db
    .updateTable('resource_snapshot_jobs')
    .set({ last_success_at: at })
    .where('catalog', '=', catalog)
    .where('id', '=', id)
    .execute();
};

export const markSnapshotJobFailed = async (
  db: Queries,
  { catalog, id }: SnapshotJobKey,
  why: string,
): Promise<void> => {
  await db
    .updateTable('resource_snapshot_jobs')
    .set({ last_failure: why })
    .where('catalog', '=', catalog)
    .where('id', '=', id)
    .execute();
};

/** Whether the account has a snapshot job that shows an opportunity to all members of an engagement. */
export const hasSnapshotJob = async (
  db: Queries,
  {
    catalog,
    account_id,
    engagement_id,
    resource_id,
  }: Pick<ResourceSnapshotJobs, 'catalog' | 'account_id' | 'engagement_id' | 'resource_id'>,
): Promise<boolean> => {
  const snapshotJobs = await findSnapshotJobsOf(db, { catalog, account_id, resource_id });
  return snapshotJobs.some(
    (job) => job.engagement_id === engagement_id && job.template === OPPORTUNITY_SUMMARY_VIEW,
  );
};

export interface SnapshotJobFilter {
  catalog: Catalog;
  account: AccountId;
  engagement: string | undefined;
  status: ResourceSnapshotJobs['status'] | undefined;
}

/** Selects an account's snapshot jobs. Page by `created_at`, `id`. */
export const querySnapshotJobs = (db: Queries, { catalog, account, engagement, status }: SnapshotJobFilter) =>
  filtered(
    db,
    db
      .selectFrom('resource_snapshot_jobs')
      .selectAll()
      .where('catalog', '=', catalog)
      .where('account_id', '=', account),
    [
      values('engagement_id', engagement === undefined ? undefined : [engagement], ['id']),
      values('status', status && [status], ['created_at', 'id']),
    ],
  );

/** Whether a member of the engagement may see a row of `resource_snapshots`: `maySeeSnapshot` as an SQL condition. */
export const isShownTo = (viewer: AccountId) =>
  viewer === AWS_ACCOUNT
    ? sql<boolean>`1 = 1`
    : sql<boolean>`(resource_snapshots.template <> ${AWS_OPPORTUNITY_SUMMARY_FULL_VIEW} or resource_snapshots.created_by = ${viewer})`;

export interface SnapshotFilter {
  catalog: Catalog;
  engagement_id: string;
  /** The reader: only the owner and AWS see AWS's side of an opportunity (rules/snapshots/templates.ts). */
  viewer: AccountId;
  resourceId?: string | undefined;
  template?: string | undefined;
  createdBy?: AccountId | undefined;
}

/** Selects the snapshots of opportunities in an engagement. Page by `resource_id`, `template`, `revision`. */
export const querySnapshots = (
  db: Queries,
  { catalog, engagement_id, viewer, resourceId, template, createdBy }: SnapshotFilter,
) => {
  const all = db
    .selectFrom('resource_snapshots')
    .select([
      'catalog',
      'engagement_id',
      'resource_type',
      'resource_id',
      'template',
      'revision',
      'created_by',
    ])
    .where('catalog', '=', catalog)
    .where('engagement_id', '=', engagement_id)
    .where('resource_type', '=', 'Opportunity')
    .$if(resourceId !== undefined, (query) => query.where('resource_id', '=', resourceId ?? ''));
  return filtered(db, all, [
    viewer === AWS_ACCOUNT ? undefined : { where: isShown(viewer) },
    values('template', template === undefined ? undefined : [template]),
    values('created_by', createdBy === undefined ? undefined : [createdBy]),
  ]);
};

const isShown = (viewer: AccountId) =>
  sql<boolean>`(template <> ${AWS_OPPORTUNITY_SUMMARY_FULL_VIEW} or created_by = ${viewer})`;

export const setSnapshotJobStatus = async (
  db: Queries,
  { catalog, id }: SnapshotJobKey,
  status: ResourceSnapshotJobs['status'],
): Promise<void> => {
  await db
    .updateTable('resource_snapshot_jobs')
    .set({ status })
    .where('catalog', '=', catalog)
    .where('id', '=', id)
    .execute();
};

/** Returns false without deleting if the snapshot job is not Stopped. */
export const deleteSnapshotJob = async (db: Queries, { catalog, id }: SnapshotJobKey): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom('resource_snapshot_jobs')
    .where('catalog', '=', catalog)
    .where('id', '=', id)
    .where('status', '=', 'Stopped')
    .executeTakeFirst();
  return numDeletedRows > 0n;
};
