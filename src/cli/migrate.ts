import { Command } from 'commander';
import { addPlaceFlags, type PlaceFlags, placeOf } from './place-flags.ts';

/** `cosell migrate`: migrates the schema and exits. */
export const migrateCommand = (): Command =>
  addPlaceFlags(
    new Command('migrate').description('Migrates the schema and exits. Servers also do so when they start.'),
  )
    .addHelpText(
      'after',
      `
On PostgreSQL, servers of the previous version may keep running. Data written by a newer version is refused.

Examples:
  cosell migrate --database-url postgres://cosell@db.example/cosell
  cosell migrate --data ./.cosell`,
    )
    .action(run);

const run = async (flags: PlaceFlags): Promise<void> => {
  const location = placeOf(flags);
  try {
    if (location === 'memory') throw new Error('There is nothing to migrate in memory.');
    const { migrateStore } = await import('../server/migrate.ts');
    const applied = await migrateStore(location);
    const lines = applied.map((name) => `applied ${name}\n`).join('');
    process.stdout.write(lines || 'The schema was up to date.\n');
  } catch (error) {
    process.stderr.write(`cosell: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
};
