import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../../kit/sql/schema.ts';

/** The owner of an account's opportunities, if set. */
export const ownersOfOpportunities = (words: SchemaWords): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('accounts')
      .addColumn('opportunity_owner', words.text, (definition) => definition.notNull().defaultTo(''))
      .execute();
  },
});
