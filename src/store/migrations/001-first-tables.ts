import type { Migration } from 'kysely/migration';
import type { SchemaDialect } from '../../kit/sql/schema.ts';
import { createIndex, createTable, type Target } from './helpers.ts';

const opportunities = async (target: Target): Promise<void> => {
  await createTable(
    target,
    'opportunities',
    [
      ...['catalog', 'account_id', 'id', 'created_at', 'modified_at', 'company_name', 'target_close_date'],
      ...['stage', 'review_status', 'document', 'invitation_id?', 'source_account_id?', 'source_id?'],
    ],
    ['catalog', 'account_id', 'id'],
  );
  for (const column of ['modified_at', 'created_at', 'company_name', 'target_close_date']) {
    const columns = ['catalog', 'account_id', column, 'id'];
    await createIndex(target, 'opportunities', `by_${column}`, columns).execute();
  }
  await createIndex(target, 'opportunities', 'by_invitation', ['catalog', 'account_id', 'invitation_id'])
    .unique()
    .where('invitation_id' as never, 'is not', null)
    .execute();
  await createIndex(target, 'opportunities', 'by_source', ['catalog', 'source_account_id', 'source_id'])
    .where('source_id' as never, 'is not', null)
    .execute();
  await createTable(
    target,
    'aws_opportunity_summaries',
    ['catalog', 'opportunity_id', 'document'],
    ['catalog', 'opportunity_id'],
  );
};

const engagements = async (target: Target): Promise<void> => {
  await createTable(
    target,
    'engagements',
    [
      ...['catalog', 'id', 'title', 'description', 'created_at', 'created_by', 'modified_at', 'modified_by'],
      ['member_count', 'integer'],
      ...['contexts', 'context_types'],
    ],
    ['catalog', 'id'],
  );
  await createTable(
    target,
    'engagement_members',
    ['catalog', 'engagement_id', 'account_id', 'joined_at', 'engagement_created_at'],
    ['catalog', 'engagement_id', 'account_id'],
  );
  const membership = ['catalog', 'account_id', 'engagement_created_at', 'engagement_id'];
  await createIndex(target, 'engagement_members', 'by_account', membership).execute();
  await createTable(
    target,
    'engagement_resources',
    ['catalog', 'engagement_id', 'resource_type', 'resource_id', 'created_by'],
    ['catalog', 'engagement_id', 'resource_type', 'resource_id', 'created_by'],
  );
};

const invitations = async (target: Target): Promise<void> => {
  await createTable(
    target,
    'engagement_invitations',
    [
      ...['catalog', 'id', 'engagement_id', 'sender_account_id', 'receiver_account_id', 'receiver_alias'],
      ...['status', 'invitation_date', 'expiration_date', 'message', 'payload_type', 'payload'],
      'rejection_reason',
    ],
    ['catalog', 'id'],
  );
  for (const side of ['sender', 'receiver']) {
    const columns = ['catalog', `${side}_account_id`, 'invitation_date', 'id'];
    await createIndex(target, 'engagement_invitations', `by_${side}`, columns).execute();
  }
  await createIndex(target, 'engagement_invitations', 'one_pending', [
    'catalog',
    'engagement_id',
    'receiver_account_id',
  ])
    .unique()
    .where('status' as never, '=', 'PENDING' as never)
    .execute();
};

const snapshots = async (target: Target): Promise<void> => {
  await createTable(
    target,
    'resource_snapshot_jobs',
    [
      ...['catalog', 'id', 'account_id', 'engagement_id', 'resource_type', 'resource_id', 'template'],
      ...['status', 'created_at', 'last_success_at', 'last_failure'],
    ],
    ['catalog', 'id'],
  );
  const subject = ['catalog', 'account_id', 'resource_id', 'resource_type', 'engagement_id', 'template'];
  await createIndex(target, 'resource_snapshot_jobs', 'one_per_subject', subject).unique().execute();
  const listing = ['catalog', 'account_id', 'created_at', 'id'];
  await createIndex(target, 'resource_snapshot_jobs', 'by_account', listing).execute();
  const name = ['catalog', 'engagement_id', 'resource_type', 'resource_id', 'template'];
  await createTable(
    target,
    'resource_snapshots',
    [...name, ['revision', 'integer'], 'created_at', 'created_by', 'payload', 'target_accounts'],
    [...name, 'revision'],
  );
};

const work = async (target: Target): Promise<void> => {
  await createTable(
    target,
    'tasks',
    [
      ...['catalog', 'id', 'account_id', 'operation', 'status', 'start_time', 'end_time', 'invitation_id'],
      ...['engagement_id', 'opportunity_id', 'resource_snapshot_job_id', 'tags', 'reason_code', 'message'],
      ['step', 'integer'],
    ],
    ['catalog', 'id'],
  );
  const listing = ['catalog', 'account_id', 'operation', 'start_time', 'id'];
  await createIndex(target, 'tasks', 'by_account', listing).execute();
  const token = ['account_id', 'catalog', 'operation', 'token'];
  await createTable(target, 'client_tokens', [...token, 'request_hash', 'result', 'created_at'], token);
  await createTable(target, 'jobs', ['id', 'queue', 'payload', 'run_at', ['attempts', 'integer']], ['id']);
  await createIndex(target, 'jobs', 'by_run_at', ['run_at', 'id']).execute();
};

const events = async (target: Target): Promise<void> => {
  const { db, schema } = target;
  const { type, define } = schema.counter;
  await db.schema
    .createTable('events')
    .addColumn('sequence', type, (column) => define(column.primaryKey()))
    .addColumn('account_id', schema.text, (column) => column.notNull())
    .addColumn('event', schema.text, (column) => column.notNull())
    .execute();
  await createIndex(target, 'events', 'by_account', ['account_id', 'sequence']).execute();
  await schema.createHorizon(db, { table: 'events', column: 'sequence' }, 'event_horizon');
};

export const firstTables = (schema: SchemaDialect): Migration => ({
  async up(db) {
    const target = { db, schema };
    await createTable(target, 'accounts', ['account_id', 'company_name', 'website_url'], ['account_id']);
    await opportunities(target);
    await engagements(target);
    await invitations(target);
    await snapshots(target);
    await work(target);
    await createTable(target, 'tags', ['resource_arn', 'tag_key', 'tag_value'], ['resource_arn', 'tag_key']);
    await createTable(target, 'meta', ['name', 'value'], ['name']);
    await events(target);
  },
});
