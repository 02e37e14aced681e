import { styleText } from 'node:util';
import { Command } from 'commander';
import { version } from '../server/package.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { configCommand } from './config-command.ts';
import { exitCodesTopic } from './exit-codes.ts';
import { groupOf, placeInHelp } from './help-groups.ts';
import { migrateCommand } from './migrate.ts';
import { moveCommand } from './move.ts';
import { serveCommand } from './serve.ts';

const title = (text: string): string => styleText('bold', text, { stream: process.stdout });

/** The command line: `cosell serve`, other commands of its own, and one command per operator action. */
const cosell = new Command('cosell')
  .description('A self-hosted co-sell engagement server that speaks the AWS Partner Central Selling API.')
  .version(version)
  .configureHelp({ styleTitle: title })
  .addHelpText('after', '\nOptions of a command: cosell <command> --help\nExit codes: cosell help exit-codes')
  .addCommand(serveCommand(), { isDefault: true })
  .addCommand(migrateCommand())
  .addCommand(moveCommand())
  .addCommand(backupCommand())
  .addCommand(restoreCommand())
  .addCommand(configCommand())
  .addCommand(exitCodesTopic(), { hidden: true })
  .addCommand(
    new Command('demo')
      .description('Accepts an AWS referral end to end, on a server of its own, and shows the result.')
      .action(async () => (await import('./demo.ts')).demo()),
  );

const [, , word] = process.argv;
const isHelp = ['help', '--help', '-h'].includes(word ?? '');
/** What tells of all commands needs all of them. */
const needsAll = isHelp || word === 'completion' || word === 'man';

// Loaded only for itself and for help, like the others below.
if (needsAll || word === 'doctor') {
  const { doctorCommand } = await import('./doctor/index.ts');
  cosell.addCommand(doctorCommand());
}
if (needsAll) {
  const { completionCommand } = await import('./completion/index.ts');
  const { manCommand } = await import('./man.ts');
  cosell.addCommand(completionCommand(cosell)).addCommand(manCommand(cosell));
}

if (needsAll || word === 'mcp') {
  const { mcpCommand } = await import('./mcp/index.ts');
  cosell.addCommand(mcpCommand());
}

if (needsAll || ['record', 'compare', 'replay'].includes(word ?? '')) {
  const { cassetteCommands } = await import('./cassettes/index.ts');
  for (const command of cassetteCommands()) cosell.addCommand(command);
}

// The other commands call a server. They are loaded only for themselves and for help, so that `serve` starts without
// them.
const isKnown = cosell.commands.some((command) => command.name() === word);
const isServeFlag = word?.startsWith('-') === true && !isHelp;
if (word !== undefined && (needsAll || (!isKnown && !isServeFlag))) {
  const { addServerCommands } = await import('./operator/index.ts');
  await addServerCommands(cosell, word);
  const isThere = cosell.commands.some((command) => command.name() === word);
  if (!isThere && !isHelp) unknown(word);
}
for (const command of cosell.commands) command.helpGroup(groupOf(command.name()));
(cosell.commands as Command[]).sort((one, other) => placeInHelp(one.name()) - placeInHelp(other.name()));

if (word === undefined) {
  const { beginning } = await import('./begin.ts');
  process.stdout.write(beginning());
} else {
  await cosell.parseAsync();
}

/** Ends with the message for a word that is no command, and with those that it may have meant. */
function unknown(given: string): never {
  const close = cosell.commands
    .map((command) => command.name())
    .filter((name) => name.startsWith(given.slice(0, 3)))
    .map((name) => `cosell ${name}`);
  const meant = close.length > 0 ? ` Did you mean ${close.join(', ')}?` : '';
  return cosell.error(`error: unknown command '${given}'.${meant} All commands: cosell --help`);
}
