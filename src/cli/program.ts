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

/** Commands by name that are loaded only for themselves and for what tells of all, so that `serve` starts without them. */
const later: Readonly<Record<string, () => Promise<Command>>> = {
  doctor: async () => (await import('./doctor/index.ts')).doctorCommand(),
  completion: async () => (await import('./completion/index.ts')).completionCommand(cosell),
  man: async () => (await import('./man.ts')).manCommand(cosell),
  mcp: async () => (await import('./mcp/index.ts')).mcpCommand(),
  record: async () => (await import('./cassettes/record.ts')).recordCommand(),
  compare: async () => (await import('./cassettes/compare.ts')).compareCommand(),
  replay: async () => (await import('./cassettes/replay.ts')).replayCommand(),
};
for (const [name, load] of Object.entries(later)) {
  if (needsAll || word === name) cosell.addCommand(await load());
}

// The other commands call a server. They are loaded together, for each of them.
const isKnown = cosell.commands.some((command) => command.name() === word);
const isServeFlag = word?.startsWith('-') === true && !isHelp;
if (word !== undefined && (needsAll || (!isKnown && !isServeFlag))) {
  const { addServerCommands } = await import('./operator/index.ts');
  await addServerCommands(cosell, word);
  const isThere = cosell.commands.some((command) => command.name() === word);
  if (!isThere && !isHelp) await unknown(word);
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
async function unknown(given: string): Promise<never> {
  const { nearest } = await import('../kit/shape/nearest.ts');
  const names = [...cosell.commands.map((command) => command.name()), ...Object.keys(later)];
  const alike = names.filter((name) => name.startsWith(given.slice(0, 3)));
  const close = new Set([...nearest(given, names), ...alike]);
  const meant =
    close.size > 0 ? ` Did you mean ${[...close].map((name) => `cosell ${name}`).join(', ')}?` : '';
  return cosell.error(`error: unknown command '${given}'.${meant} All commands: cosell --help`);
}
