import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaDialect } from '../../kit/sql/schema.ts';

/** The end time and the number of tries of each step of a task. */
export const stepsOfTasks = (schema: SchemaDialect): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('tasks')
      .addColumn('steps', schema.text, (definition) => definition.notNull().defaultTo(''))
      .execute();
    await db.schema
      .alterTable('tasks')
      .addColumn('tries', 'integer', (definition) => definition.notNull().defaultTo(0))
      .execute();
  },
});
