import { Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Connections } from '../../kit/sql/dialect.ts';
import { retryConcurrencyFailures } from '../../kit/sql/retry.ts';
import type { SchemaDialect } from '../../kit/sql/schema.ts';
import { loadLockedTables, type Queries, type Tables } from '../tables.ts';
import { firstTables } from './001-first-tables.ts';
import { wholeApi } from './002-whole-api.ts';
import { targetsAndFaults } from './003-targets-and-faults.ts';
import { stepsOfTasks } from './004-steps-of-tasks.ts';
import { ownersOfOpportunities } from './005-owners-of-opportunities.ts';
import { projectsOfTasks } from './006-projects-of-tasks.ts';
import { eventsPassedOver } from './007-events-passed-over.ts';
import { principals } from './008-principals.ts';
import { principalsOfTasks } from './009-principals-of-tasks.ts';
import { quotaUsage } from './010-quota-usage.ts';
import { indexesOfLists } from './011-indexes-of-lists.ts';
import { tracesOfJobs } from './012-traces-of-jobs.ts';
import { indexesOnTime } from './013-indexes-on-time.ts';
import { indexesOfTargets } from './014-indexes-of-targets.ts';
import { tracesOfEvents } from './015-traces-of-events.ts';
import { indexOfFollowers } from './016-index-of-followers.ts';

/** Returns a database's migrations by name. Names sort in the order in which they run. */
export type Migrations = (schema: SchemaDialect) => Record<string, Migration>;

/**
 * Every migration, in order. Never edit one that has shipped: add another. Servers of the previous version keep running
 * beside the new one, so a migration only adds tables, and columns that are nullable or have a default.
 */
export const shippedMigrations: Migrations = (schema) => ({
  '001-first-tables': firstTables(schema),
  '002-whole-api': wholeApi(schema),
  '003-targets-and-faults': targetsAndFaults(schema),
  '004-steps-of-tasks': stepsOfTasks(schema),
  '005-owners-of-opportunities': ownersOfOpportunities(schema),
  '006-projects-of-tasks': projectsOfTasks(schema),
  '007-events-passed-over': eventsPassedOver(),
  '008-principals': principals(schema),
  '009-principals-of-tasks': principalsOfTasks(schema),
  '010-quota-usage': quotaUsage(schema),
  '011-indexes-of-lists': indexesOfLists(schema),
  '012-traces-of-jobs': tracesOfJobs(),
  '013-indexes-on-time': indexesOnTime(schema),
  '014-indexes-of-targets': indexesOfTargets(schema),
  '015-traces-of-events': tracesOfEvents(schema),
  '016-index-of-followers': indexOfFollowers(schema),
});

/** The names of every migration, in order. */
export const shippedMigrationNames = (): string[] =>
  Object.keys(shippedMigrations({} as SchemaDialect)).sort();

/** Attempts of some minutes in all: each waits for a table lock for some hundred milliseconds, then pauses as long. */
const ATTEMPTS = 600;

/** Thrown if a newer version, whose schema this one does not know, wrote the data. */
export class SchemaTooNewError extends Error {
  constructor(unknown: string[]) {
    super(
      `The data was written by a newer version of cosell (schema ${unknown.join(', ')}). ` +
        'Start that version, or choose another place with --data or --database-url.',
    );
    this.name = 'SchemaTooNewError';
  }
}

/**
 * Brings the schema up to date and returns the names of the migrations that it applied. If several servers start at
 * once, one of them migrates and the others wait. Waits only briefly for table locks and retries, so that running
 * servers are not blocked for long. Throws `SchemaTooNewError` if it does not know the schema.
 *
 * @param wanted other migrations than the shipped ones, for tests of how versions run side by side.
 */
export const migrate = async (
  { migrations: dialect, schema }: Connections,
  wanted: Migrations = shippedMigrations,
): Promise<string[]> => {
  const db = new Kysely<Tables>({ dialect });
  try {
    const migrations = wanted(schema);
    const applied = await readApplied(db, schema);
    const unknown = applied.filter((name) => !(name in migrations));
    if (unknown.length > 0) throw new SchemaTooNewError(unknown);
    if (applied.length === Object.keys(migrations).length) return [];
    const provider = { getMigrations: async () => lockTablesFirst(migrations, applied, schema) };
    const migrator = new Migrator({ db, provider });
    return await retryConcurrencyFailures(async () => {
      const { error, results = [] } = await migrator.migrateToLatest();
      if (error) throw error;
      return results.map(({ migrationName }) => migrationName);
    }, ATTEMPTS);
  } finally {
    await db.destroy();
  }
};

/**
 * Makes the first pending migration lock all tables up front. If each migration locked its tables one by one, it would
 * nearly always deadlock with a running transaction.
 */
const lockTablesFirst = (
  migrations: Record<string, Migration>,
  applied: readonly string[],
  schema: SchemaDialect,
): Record<string, Migration> => {
  const [first] = Object.keys(migrations).filter((name) => !applied.includes(name));
  const migration = first === undefined ? undefined : migrations[first];
  if (first === undefined || !migration) return migrations;
  const up = async (db: Kysely<unknown>): Promise<void> => {
    const there = new Set((await db.introspection.getTables()).map(({ name }) => name));
    // A new database may have tables and views of others, such as those of PostgreSQL's extensions.
    const tables = there.size > 0 ? (await loadLockedTables()).filter((table) => there.has(table)) : [];
    if (tables.length > 0) await schema.lockTables(db, tables);
    await migration.up(db);
  };
  return { ...migrations, [first]: { up } };
};

/** Returns the names of the applied migrations, in order; none for an empty database. */
export const appliedMigrations = async ({ migrations: dialect, schema }: Connections): Promise<string[]> => {
  const db = new Kysely<Tables>({ dialect });
  try {
    return await readApplied(db, schema);
  } finally {
    await db.destroy();
  }
};

const readApplied = async (db: Queries, schema: SchemaDialect): Promise<string[]> => {
  if (!(await schema.hasTable(db, 'kysely_migration'))) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map((row) => row.name);
};
