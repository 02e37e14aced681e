import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../../kit/sql/schema.ts';

/** The context that a task added to the engagement of its lead. */
export const projectsOfTasks = (words: SchemaWords): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('tasks')
      .addColumn('project_context_id', words.text, (definition) => definition.notNull().defaultTo(''))
      .execute();
  },
});
