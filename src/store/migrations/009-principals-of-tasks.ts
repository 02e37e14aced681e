import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaDialect } from '../../kit/sql/schema.ts';

/** The principal that started a task. Tasks of servers that do not know it may do everything. */
export const principalsOfTasks = (schema: SchemaDialect): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('tasks')
      .addColumn('principal', schema.text, (definition) => definition.notNull().defaultTo(''))
      .execute();
  },
});
