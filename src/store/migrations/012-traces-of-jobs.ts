import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What enqueued a job, so that its trace is linked to that after a restart. */
export const tracesOfJobs = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('jobs')
      .addColumn('trace', 'text', (definition) => definition.notNull().defaultTo(''))
      .execute();
  },
});
