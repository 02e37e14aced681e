import { Command } from 'commander';
import { version } from '../server/package.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { configCommand } from './config-command.ts';
import { migrateCommand } from './migrate.ts';
import { moveCommand } from './move.ts';
import { serveCommand } from './serve.ts';

/** The command line: `cosell serve`, other commands of its own, and one command per operator action. */
const cosell = new Command('cosell')
  .description('A self-hosted co-sell engagement server that speaks the AWS Partner Central Selling API.')
  .version(version)
  .addCommand(serveCommand(), { isDefault: true })
  .addCommand(migrateCommand())
  .addCommand(moveCommand())
  .addCommand(backupCommand())
  .addCommand(restoreCommand())
  .addCommand(configCommand())
  .addCommand(
    new Command('demo')
      .description('Accepts an AWS referral end to end, on a server of its own, and shows the result.')
      .action(async () => (await import('./demo.ts')).demo()),
  );

// Loaded only for itself and for help, like the others below.
if (['doctor', 'help', '--help', '-h'].includes(process.argv[2] ?? '')) {
  const { doctorCommand } = await import('./doctor/index.ts');
  cosell.addCommand(doctorCommand());
}

// The other commands call a server. They are loaded only for themselves and for help, so that `serve` starts without
// them.
const [, , word = 'serve'] = process.argv;
const isKnown = cosell.commands.some((command) => command.name() === word);
const isServeFlag = word.startsWith('-') && word !== '--help' && word !== '-h';
if (!isKnown && !isServeFlag) {
  const { addServerCommands } = await import('./operator/index.ts');
  await addServerCommands(cosell, word);
  const isThere = cosell.commands.some((command) => command.name() === word);
  if (!isThere && !/^(help|--help|-h)$/.test(word)) cosell.error(`error: unknown command '${word}'`);
}

await cosell.parseAsync();
