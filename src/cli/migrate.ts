import { Command, Option } from 'commander';
import type { StoreLocation } from '../store/index.ts';

/** `cosell migrate`: migrates the schema and exits. */
export const migrateCommand = (): Command =>
  new Command('migrate')
    .description('Migrates the schema and exits. Servers also do so when they start.')
    .addOption(new Option('--data <folder>', 'folder with the data').default('.cosell').env('COSELL_DATA'))
    .addOption(
      new Option('--database-url <url>', 'PostgreSQL database, instead of --data').env('COSELL_DATABASE_URL'),
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

const run = async ({ data, databaseUrl }: { data: string; databaseUrl?: string }): Promise<void> => {
  const location: StoreLocation = databaseUrl ? { databaseUrl } : { folder: data };
  try {
    if (!databaseUrl && data === 'memory') throw new Error('There is nothing to migrate in memory.');
    const { migrateStore } = await import('../server/migrate.ts');
    const applied = await migrateStore(location);
    const lines = applied.map((name) => `applied ${name}\n`).join('');
    process.stdout.write(lines || 'The schema was up to date.\n');
  } catch (error) {
    process.stderr.write(`cosell: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
};
