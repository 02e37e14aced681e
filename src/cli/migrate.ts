import { Command } from 'commander';
import { orFail } from './or-fail.ts';
import { addPlaceFlags, type PlaceFlags, placeOf } from './place-flags.ts';
import { withProgress } from './progress.ts';

/** `cosell migrate`: migrates the schema and exits. */
export const migrateCommand = (): Command =>
  addPlaceFlags(
    new Command('migrate').description('Migrates the schema and exits. Servers also do so when they start.'),
  )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
On PostgreSQL, servers of the previous version may keep running. Data written by a newer version is refused.

Examples:
  cosell migrate --database-url postgres://cosell@db.example/cosell
  cosell migrate --data ./.cosell`,
    )
    .action(run);

const run = ({ json, ...flags }: PlaceFlags & { json?: true }): Promise<void> =>
  orFail(async () => {
    const location = placeOf(flags);
    if (location === 'memory') throw new Error('There is nothing to migrate in memory.');
    const { migrateStore } = await import('../server/migrate.ts');
    const applied = await withProgress('Migrating the schema', () => migrateStore(location));
    const lines = applied.map((name) => `applied ${name}\n`).join('');
    process.stdout.write(json ? `${JSON.stringify({ applied })}\n` : lines || 'The schema was up to date.\n');
  });
