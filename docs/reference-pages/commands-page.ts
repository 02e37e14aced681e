import { Command } from 'commander';
import { cassetteCommands } from '../../src/cli/cassettes/index.ts';
import { addServerCommands } from '../../src/cli/operator/index.ts';
import { code, madeFrom, table } from './markdown.ts';

/** Options of every command that calls a server. */
const COMMON = ['--endpoint', '--token', '--ca', '--client-cert', '--client-key', '--json'];

/** Writes the page on the commands that call a server, from their own definitions. */
export const commandsPage = async (): Promise<string> => {
  const program = new Command('cosell');
  await addServerCommands(program, 'help');
  const all = leavesOf(program, []);
  const cassettes = new Command('cosell');
  for (const command of cassetteCommands()) cassettes.addCommand(command);
  return [
    '# Commands',
    '',
    madeFrom('the actions of the operator'),
    '',
    'Commands that call a running server. Each is also a route under `/_cosell/`, which `/_cosell/openapi.json` describes, and most are a method of the handle that',
    '`startCosell()` returns. Without a terminal, or with `--json`, they print JSON. `--endpoint` names the server (`COSELL_ENDPOINT`, default',
    '`http://127.0.0.1:4747`), `--token` an operator token (`COSELL_OPERATOR_TOKEN`); `cosell <command> --help` has the rest.',
    '[Exit codes](exit-codes.md).',
    '',
    ...all.flatMap(({ words, command }) => sectionOf(words, command)),
    'The following record calls of another endpoint and use what was recorded: [Is it like AWS?](../guides/is-it-like-aws.md) shows how.',
    '',
    ...leavesOf(cassettes, []).flatMap(({ words, command }) => sectionOf(words, command)),
  ].join('\n');
};

interface Leaf {
  words: string;
  command: Command;
}

const leavesOf = (command: Command, above: readonly string[]): Leaf[] =>
  [...command.commands]
    .sort((one, other) => (one.name() < other.name() ? -1 : 1))
    .flatMap((each) => {
      const words = [...above, each.name()];
      const below = leavesOf(each, words);
      const isGroup = below.length > 0 && each.options.length === 0;
      return isGroup ? below : [{ words: words.join(' '), command: each }, ...below];
    });

const sectionOf = (words: string, command: Command): string[] => {
  const own = command.options.filter(({ long }) => !COMMON.includes(long ?? ''));
  const given = command.registeredArguments.map((argument) => [
    code(argument.required ? `<${argument.name()}>` : `[${argument.name()}]`),
    argument.required ? 'required' : '',
    plain(argument.description),
  ]);
  const options = own.map(({ flags, mandatory, description }) => [
    code(flags),
    mandatory ? 'required' : '',
    plain(mandatory ? withoutRequired(description) : description),
  ]);
  const rows = [...given, ...options];
  return [
    `## cosell ${words}`,
    '',
    plain(command.description()),
    '',
    ...(rows.length > 0 ? [table(['', '', ''], rows), ''] : []),
  ];
};

/** The column before it says so already. */
const withoutRequired = (description: string): string =>
  description.replace(/ ?\(required\)$/, '').replace('(required; ', '(');

const plain = (text = ''): string =>
  text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');
