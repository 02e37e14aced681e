import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaDialect } from '../../kit/sql/schema.ts';

/** The owner of an account's opportunities, if set. */
export const ownersOfOpportunities = (schema: SchemaDialect): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('accounts')
      .addColumn('opportunity_owner', schema.text, (definition) => definition.notNull().defaultTo(''))
      .execute();
  },
});
