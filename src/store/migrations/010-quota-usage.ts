import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaDialect } from '../../kit/sql/schema.ts';
import { createTable } from './helpers.ts';

/** What accounts have used of their quotas. */
export const quotaUsage = (schema: SchemaDialect): Migration => ({
  async up(db: Kysely<unknown>) {
    await createTable(
      { db, schema },
      'quota_usage',
      ['account_id', 'class', ['full_at', 'bigint'], 'slots'],
      ['account_id', 'class'],
    );
  },
});
