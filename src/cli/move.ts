import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Move } from '../server/move.ts';
import type { StoreLocation } from '../store/index.ts';
import { orFail } from './or-fail.ts';
import { withProgress } from './progress.ts';

/** `cosell move`: copies all data from a folder to PostgreSQL, or back. */
export const moveCommand = (): Command =>
  new Command('move')
    .description('Copies all data to another place, verifies the copy, and exits. Stop the servers first.')
    .requiredOption('--from <place>', 'folder, or postgres:// URL, of the data', placeOf)
    .requiredOption('--to <place>', 'folder, or postgres:// URL, that is empty or does not exist', placeOf)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
All or nothing: an interrupted move leaves nothing at the new place and can be repeated. The old place keeps its data.
Start servers at the new place only: any server that starts continues the tasks and lets the invitations expire.
Secrets stay encrypted with the secrets key of the old place, which the servers of the new place need, too: a new folder gets
the old folder's secrets.key, and to all others the output says which key to give.
The password may be in PGPASSWORD instead of the URL.

Examples:
  cosell move --from ./.cosell --to postgres://cosell@db.example/cosell
  cosell move --from postgres://cosell@db.example/cosell --to ./.cosell`,
    )
    .action(run);

/** Parses a folder or a database URL. Throws InvalidArgumentError, also for `memory`, which does not last. */
const placeOf = (text: string): StoreLocation => {
  if (/^postgres(ql)?:\/\//.test(text)) return { databaseUrl: text };
  if (text !== '' && text !== 'memory' && !/^\w+:\/\//.test(text)) return { folder: resolve(text) };
  throw new InvalidArgumentError('A place is a folder, or postgres://user:password@host:port/database.');
};

const run = ({ from, to, json }: { from: StoreLocation; to: StoreLocation; json?: true }): Promise<void> =>
  orFail(async () => {
    if (JSON.stringify(from) === JSON.stringify(to)) throw new Error('--from and --to are the same place.');
    const { move } = await import('../server/move.ts');
    const done = await withProgress('Copying and verifying', () => move(from, to));
    process.stdout.write(json ? `${JSON.stringify(done)}\n` : await report(done));
  });

const report = async ({ tables, tasks, invitations, secretsKeys }: Move): Promise<string> => {
  const { default: Table } = await import('cli-table3');
  const table = new Table({
    head: ['table', 'rows', 'checksum, equal in both'],
    colAligns: ['left', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const { table: name, rows, checksum } of tables) table.push([name, rows, checksum.slice(0, 16)]);
  const still = `To be continued at the new place: ${tasks} tasks in progress, ${invitations} pending invitations.`;
  return `${table}\n${still}\n${secretsKeyNote(secretsKeys)}`;
};

const secretsKeyNote = ({ missing, file }: Move['secretsKeys']): string => {
  if (missing.length === 0) return '';
  const where = file === undefined ? 'with which the servers of the old place were started' : `in ${file}`;
  return (
    `The secrets stay encrypted with the secrets key ${missing.join(', ')}, ${where}: start the servers of the new place ` +
    'with it (--secrets-key-file or COSELL_SECRETS_KEY).\n'
  );
};
