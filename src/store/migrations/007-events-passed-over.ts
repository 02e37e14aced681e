import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The number of events not sent to a target because the server cannot reach targets of its kind. */
export const eventsPassedOver = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('event_subscriptions')
      .addColumn('passed_over', 'integer', (definition) => definition.notNull().defaultTo(0))
      .execute();
  },
});
