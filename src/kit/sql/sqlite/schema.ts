import { sql } from 'kysely';
import type { SchemaWords } from '../schema.ts';

/** SQLite's words. Transactions run one after another, so every row that can be seen is settled. */
export const sqliteSchema: SchemaWords = {
  text: 'text',
  counter: { type: 'integer', define: (column) => column.autoIncrement() },
  createHorizon: async (db, { table, column }, view) => {
    const last = sql`coalesce(max(${sql.ref(column)}), 0) as ${sql.ref(column)}`;
    await sql`create view ${sql.table(view)} as select ${last} from ${sql.table(table)}`.execute(db);
  },
  // AUTOINCREMENT does so by itself.
  countOn: async () => {},
  // A writer is alone; readers beside it see the state before it.
  lockTables: async () => {},
};
