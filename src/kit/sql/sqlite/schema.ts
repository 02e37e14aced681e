import { sql } from 'kysely';
import type { SchemaDialect } from '../schema.ts';

/** The schema in SQLite. Transactions run one after another, so no row can appear below a visible one. */
export const sqliteSchema: SchemaDialect = {
  text: 'text',
  counter: { type: 'integer', define: (column) => column.autoIncrement() },
  createHorizon: async (db, { table, column }, view) => {
    const last = sql`coalesce(max(${sql.ref(column)}), 0) as ${sql.ref(column)}`;
    await sql`create view ${sql.table(view)} as select ${last} from ${sql.table(table)}`.execute(db);
  },
  hasTable: async (db, table) => {
    const { rows } = await sql`select 1 from sqlite_master where type = 'table' and name = ${table}`.execute(
      db,
    );
    return rows.length > 0;
  },
  // AUTOINCREMENT does this itself.
  countOn: async () => {},
  // There is one writer at a time; concurrent readers see the state before it.
  lockTables: async () => {},
};
