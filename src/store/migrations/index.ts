import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Queries } from '../tables.ts';
import { firstTables } from './001-first-tables.ts';
import { wholeApi } from './002-whole-api.ts';

/** Every change of the schema, in order. A change that has shipped is never edited: add another. */
const migrations = { '001-first-tables': firstTables, '002-whole-api': wholeApi };

/** Thrown when the data was written by a newer version, whose schema this one does not know. */
export class SchemaTooNewError extends Error {
  constructor(unknown: string[]) {
    super(
      `The data was written by a newer version of cosell (schema ${unknown.join(', ')}). ` +
        'Start that version, or choose another folder with --data.',
    );
    this.name = 'SchemaTooNewError';
  }
}

/** Brings the schema up to date. Throws `SchemaTooNewError` rather than touch what it does not know. */
export const migrate = async (db: Queries): Promise<void> => {
  const applied = await appliedMigrations(db);
  const unknown = applied.filter((name) => !(name in migrations));
  if (unknown.length > 0) throw new SchemaTooNewError(unknown);
  if (applied.length === Object.keys(migrations).length) return;
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
};

const appliedMigrations = async (db: Queries): Promise<string[]> => {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map((row) => row.name);
};
