import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaDialect } from '../../kit/sql/schema.ts';
import { createIndex } from './helpers.ts';

/** By which rows whose time is over are found. All but the newest page of each is at rest. */
export const indexesOnTime = (schema: SchemaDialect): Migration => ({
  async up(db: Kysely<unknown>) {
    const target = { db, schema };
    await createIndex(target, 'client_tokens', 'by_created_at', ['created_at']).execute();
    await createIndex(target, 'dead_letters', 'by_created_at', ['created_at', 'id']).execute();
    await createIndex(target, 'tasks', 'by_end_time', ['end_time', 'catalog', 'id'])
      .where('end_time' as never, '!=', '' as never)
      .execute();
  },
});
