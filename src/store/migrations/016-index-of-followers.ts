import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaDialect } from '../../kit/sql/schema.ts';
import { createIndex } from './helpers.ts';

/**
 * For the opportunities made from another one, in the order in which they are locked. In place of `by_source`, which ends with
 * `source_id`: SQLite passes over it for the primary key, which has that order, and visits all opportunities of the catalog.
 */
export const indexOfFollowers = (schema: SchemaDialect): Migration => ({
  async up(db: Kysely<unknown>) {
    const columns = ['catalog', 'source_account_id', 'source_id', 'account_id', 'id'];
    await createIndex({ db, schema }, 'opportunities', 'of_source', columns)
      .where('source_id' as never, 'is not', null)
      .execute();
    await db.schema.dropIndex('opportunities_by_source').execute();
  },
});
