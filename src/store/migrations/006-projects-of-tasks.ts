import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaDialect } from '../../kit/sql/schema.ts';

/** The context that a task added to the engagement of its lead. */
export const projectsOfTasks = (schema: SchemaDialect): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('tasks')
      .addColumn('project_context_id', schema.text, (definition) => definition.notNull().defaultTo(''))
      .execute();
  },
});
