import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaDialect } from '../../kit/sql/schema.ts';

/** What caused an event, so that its deliveries are part of that trace, or linked to it, after a restart and on other nodes. */
export const tracesOfEvents = (schema: SchemaDialect): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const table of ['events', 'dead_letters']) {
      for (const column of ['trace', 'traced_for']) {
        await db.schema.alterTable(table).addColumn(column, schema.text).execute();
      }
    }
  },
});
