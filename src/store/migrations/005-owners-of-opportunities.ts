import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../../kit/sql/schema.ts';

/** Who owns the opportunities of an account, where that was said. */
export const ownersOfOpportunities = (words: SchemaWords): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('accounts')
      .addColumn('opportunity_owner', words.text, (definition) => definition.notNull().defaultTo(''))
      .execute();
  },
});
