import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../../kit/sql/schema.ts';

/** The end time and the number of tries of each step of a task. */
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
