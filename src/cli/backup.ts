import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import type { BackupDescription } from '../store/backup-file.ts';
import { addPlaceFlags, type PlaceFlags, placeOf } from './place-flags.ts';

interface Flags extends PlaceFlags {
  force?: true;
}

/** `cosell backup`: copies everything to one file while servers run. */
export const backupCommand = (): Command =>
  addPlaceFlags(
    new Command('backup')
      .description('Copies everything to one file, while servers run, and verifies the copy.')
      .argument('<file>', 'the backup, which must not exist'),
  )
    .option('--force', 'overwrite the file')
    .addHelpText(
      'after',
      `
The file is an SQLite database for its owner only, whichever database the data is in. It is of one moment, and there whole or not at all.
Secrets stay encrypted in it: keep the secrets key (secrets.key in the folder, or what the servers are started with) apart from it.

Examples:
  cosell backup /backups/cosell-monday.backup
  cosell backup /backups/cosell.backup --force --database-url postgres://cosell@db.example/cosell`,
    )
    .action((file: string, flags: Flags) =>
      orFail(async () => {
        const { backup } = await import('../server/backup.ts');
        const path = resolve(file);
        const description = await backup(placeOf(flags), path, { force: flags.force === true });
        const { size } = await stat(path);
        process.stdout.write(
          `${path}: ${countRows(description)} rows, ${sizeOf(size)}, of ${description.at}. Verified: the copy was opened and compared.\n` +
            keysNote(description.secretsKeys, 'To restore it you need'),
        );
      }),
    );

/** `cosell restore`: replaces everything by a backup, while no server runs. */
export const restoreCommand = (): Command =>
  addPlaceFlags(
    new Command('restore')
      .description('Replaces everything by a backup, after checking it. Stop the servers first.')
      .argument('<file>', 'what `cosell backup` made'),
  )
    .option('--force', 'replace the data that is there')
    .addHelpText(
      'after',
      `
All or nothing: an interrupted restore leaves what was there. A backup of either database can be restored to either.
Unfinished tasks continue, and invitations expire, when a server starts there.

Examples:
  cosell restore /backups/cosell-monday.backup --data ./.cosell
  cosell restore /backups/cosell-monday.backup --force --database-url postgres://cosell@db.example/cosell`,
    )
    .action((file: string, flags: Flags) =>
      orFail(async () => {
        const { restore } = await import('../server/restore.ts');
        const done = await restore(resolve(file), placeOf(flags), { force: flags.force === true });
        process.stdout.write(
          `Restored ${countRows(done.description)} rows of ${done.description.at}. To be continued: ${done.tasks} tasks in progress, ` +
            `${done.invitations} pending invitations.\n${keysNote(done.missingKeys, 'Start the servers with')}`,
        );
      }),
    );

const countRows = ({ tables }: BackupDescription): number => tables.reduce((sum, { rows }) => sum + rows, 0);

const sizeOf = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${Math.ceil(bytes / 1_000_000)} MB`;

const keysNote = (ids: readonly string[], begin: string): string =>
  ids.length === 0 ? '' : `${begin} the secrets key ${ids.join(', ')}, which is not in it.\n`;

const orFail = async (run: () => Promise<void>): Promise<void> => {
  try {
    await run();
  } catch (error) {
    process.stderr.write(`cosell: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
};
