import { sql } from 'kysely';
import type { SchemaWords } from '../schema.ts';

/** SQLite's words. Transactions run one after another, so every event that can be seen is settled. */
export const sqliteSchema: SchemaWords = {
  text: 'text',
  counter: { type: 'integer', define: (column) => column.autoIncrement() },
  createEventHorizon: async (db) => {
    await sql`
      create view event_horizon as select coalesce(max(sequence), 0) as sequence from events
    `.execute(db);
  },
  // AUTOINCREMENT does so by itself.
  countOn: async () => {},
  // Whoever writes is alone; who reads beside it sees what was before.
  lockTables: async () => {},
};
