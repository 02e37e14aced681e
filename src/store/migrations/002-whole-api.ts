import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaDialect } from '../../kit/sql/schema.ts';
import { createIndex, createTable } from './helpers.ts';

/** Solutions, settings, and columns for tasks about leads. */
export const wholeApi = (schema: SchemaDialect): Migration => ({
  async up(db: Kysely<unknown>) {
    const target = { db, schema };
    await createTable(
      target,
      'solutions',
      [
        ...['catalog', 'account_id', 'id', 'name', 'status', 'category', 'created_at'],
        'marketplace_solution_arn',
      ],
      ['catalog', 'account_id', 'id'],
    );
    await createTable(
      target,
      'selling_system_settings',
      ['catalog', 'account_id', 'snapshot_job_role_arn'],
      ['catalog', 'account_id'],
    );
    for (const column of ['context_id', 'involvement_type', 'visibility', 'name']) {
      await db.schema
        .alterTable('tasks')
        .addColumn(column, schema.text, (definition) => definition.notNull().defaultTo(''))
        .execute();
    }
    for (const column of ['engagement_count', 'failed_count']) {
      await db.schema
        .alterTable('tasks')
        .addColumn(column, 'integer', (definition) => definition.notNull().defaultTo(0))
        .execute();
    }
    await createTable(
      target,
      'prospecting_results',
      [
        ...['catalog', 'task_id', 'engagement_id', 'status', 'context_id', 'reason_code', 'message'],
        ['position', 'integer'],
      ],
      ['catalog', 'task_id', 'position'],
    );
    await createIndex(target, 'engagement_resources', 'by_resource', ['catalog', 'resource_id']).execute();
  },
});
