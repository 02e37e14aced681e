import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../../kit/sql/schema.ts';

/** When each step of a task ended, and how often it was tried. */
export const stepsOfTasks = (words: SchemaWords): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('tasks')
      .addColumn('steps', words.text, (definition) => definition.notNull().defaultTo(''))
      .execute();
    await db.schema
      .alterTable('tasks')
      .addColumn('tries', 'integer', (definition) => definition.notNull().defaultTo(0))
      .execute();
  },
});
