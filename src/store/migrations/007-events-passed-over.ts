import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How many events a target was not sent, as the server reaches nothing of its kind. */
export const eventsPassedOver = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('event_subscriptions')
      .addColumn('passed_over', 'integer', (definition) => definition.notNull().defaultTo(0))
      .execute();
  },
});
