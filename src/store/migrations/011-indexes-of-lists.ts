import type { Migration } from 'kysely/migration';
import type { SchemaDialect } from '../../kit/sql/schema.ts';
import { createIndex } from './helpers.ts';

/**
 * The index, its table, and its columns: what the list selects by, the filter's column, and the sort keys. For a filter that few rows
 * match, the sort keys are only an id.
 */
const indexes: readonly [table: string, name: string, columns: readonly string[]][] = [
  ['opportunities', 'by_stage', ['catalog', 'account_id', 'stage', 'modified_at', 'id']],
  ['opportunities', 'by_review_status', ['catalog', 'account_id', 'review_status', 'modified_at', 'id']],
  ...(['sender', 'receiver'] as const).flatMap((side): [string, string, string[]][] => [
    [
      'engagement_invitations',
      `by_${side}_status`,
      ['catalog', `${side}_account_id`, 'status', 'invitation_date', 'id'],
    ],
    [
      'engagement_invitations',
      `by_${side}_engagement`,
      ['catalog', `${side}_account_id`, 'engagement_id', 'id'],
    ],
  ]),
  ['tasks', 'by_status', ['catalog', 'account_id', 'operation', 'status', 'start_time', 'id']],
  // Of one account or of all: the operator's list.
  ['tasks', 'by_start_time', ['catalog', 'start_time', 'id']],
  ['tasks', 'by_status_of_all', ['catalog', 'status', 'start_time', 'id']],
  ...['invitation_id', 'opportunity_id', 'engagement_id'].map((column): [string, string, string[]] => [
    'tasks',
    `by_${column}`,
    ['catalog', column, 'account_id', 'operation', 'id'],
  ]),
  ['resource_snapshot_jobs', 'by_engagement', ['catalog', 'account_id', 'engagement_id', 'id']],
  ['resource_snapshot_jobs', 'by_status', ['catalog', 'account_id', 'status', 'created_at', 'id']],
  ...['name', 'status', 'category', 'created_at', 'marketplace_solution_arn'].map(
    (column): [string, string, string[]] => [
      'solutions',
      `by_${column}`,
      ['catalog', 'account_id', column, 'id'],
    ],
  ),
  // In place of `by_resource`, which SQLite passes over for one that has all columns.
  [
    'engagement_resources',
    'of_resource',
    ['catalog', 'resource_id', 'engagement_id', 'resource_type', 'created_by'],
  ],
  ['event_targets', 'by_arn', ['account_id', 'arn', 'rule_name']],
  ['event_api_destinations', 'by_connection', ['account_id', 'connection_arn', 'name']],
  ['dead_letters', 'by_account', ['account_id', 'id']],
];

/**
 * Indexes for the filters and sorts of lists. Not CREATE INDEX CONCURRENTLY: PostgreSQL allows that outside of a transaction only,
 * and after a failure leaves an invalid index, which somebody has to find and drop. A million opportunities take some seconds.
 */
export const indexesOfLists = (schema: SchemaDialect): Migration => ({
  async up(db) {
    for (const [table, name, columns] of indexes) {
      await createIndex({ db, schema }, table, name, [...columns]).execute();
    }
    await db.schema.dropIndex('engagement_resources_by_resource').execute();
    // Unique, so that SQLite knows that what it joins is sorted by the engagement.
    const membership = ['catalog', 'account_id', 'engagement_id'];
    await createIndex({ db, schema }, 'engagement_members', 'by_engagement', membership).unique().execute();
    for (const column of ['name', 'failed_count']) {
      const columns = ['catalog', 'account_id', 'operation', column, 'id'];
      await createIndex({ db, schema }, 'tasks', `of_prospecting_by_${column}`, columns)
        .where('operation' as never, '=', 'StartProspectingFromEngagementTask' as never)
        .execute();
    }
  },
});
