import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import type { BackupDescription } from '../store/backup-file.ts';
import { orFail } from './or-fail.ts';
import { addPlaceFlags, type PlaceFlags, placeOf } from './place-flags.ts';
import { sizeOf, withProgress } from './progress.ts';

interface Flags extends PlaceFlags {
  force?: true;
  json?: true;
}

/** `cosell backup`: copies everything to one file while servers run. */
export const backupCommand = (): Command =>
  addPlaceFlags(
    new Command('backup')
      .description('Copies everything to one file, while servers run, and verifies the copy.')
      .argument('<file>', 'the backup, which must not exist'),
  )
    .option('--force', 'overwrite the file')
    .option('--json', 'print JSON')
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
        const description = await withProgress('Copying and verifying', () =>
          backup(placeOf(flags), path, { force: flags.force === true }),
        );
        const { size } = await stat(path);
        if (flags.json) {
          const { at, secretsKeys } = description;
          return print({ file: path, bytes: size, rows: countRows(description), at, secretsKeys });
        }
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
    .option('--json', 'print JSON')
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
        const done = await withProgress('Checking and restoring', () =>
          restore(resolve(file), placeOf(flags), { force: flags.force === true }),
        );
        if (flags.json) {
          const { description, tasks, invitations, missingKeys } = done;
          return print({ rows: countRows(description), at: description.at, tasks, invitations, missingKeys });
        }
        process.stdout.write(
          `Restored ${countRows(done.description)} rows of ${done.description.at}. To be continued: ${done.tasks} tasks in progress, ` +
            `${done.invitations} pending invitations.\n${keysNote(done.missingKeys, 'Start the servers with')}`,
        );
      }),
    );

const countRows = ({ tables }: BackupDescription): number => tables.reduce((sum, { rows }) => sum + rows, 0);

const print = (result: object): void => {
  process.stdout.write(`${JSON.stringify(result)}\n`);
};

const keysNote = (ids: readonly string[], begin: string): string =>
  ids.length === 0 ? '' : `${begin} the secrets key ${ids.join(', ')}, which is not in it.\n`;
