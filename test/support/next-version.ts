import { type Migrations, shippedMigrations } from '../../src/store/migrations/index.ts';

/** Tables that every task writes to, in about that order. */
const BUSY = ['engagements', 'opportunities', 'engagement_invitations', 'events', 'tasks'];

/** The migration of a future version: more columns in busy tables, and a new table, which can be created only once. */
export const nextVersion: Migrations = (words) => ({
  ...shippedMigrations(words),
  '999-from-the-next-version': {
    up: async (db) => {
      await db.schema.createTable('next_version').addColumn('made_at', words.text).execute();
      for (const table of BUSY) {
        await db.schema.alterTable(table).addColumn('optional', words.text).execute();
        await db.schema
          .alterTable(table)
          .addColumn('defaulted', 'integer', (column) => column.notNull().defaultTo(7))
          .execute();
      }
    },
  },
});
