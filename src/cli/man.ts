import { Command } from 'commander';
import { version } from '../server/package.ts';
import { exitCodes } from './exit-codes.ts';
import { flatten, type Outline, type OutlinedOption, outline } from './outline.ts';

/** `cosell man`: the manual page, from the same tree as help. */
export const manCommand = (program: Command): Command =>
  new Command('man')
    .description('Prints the manual page of all commands, for man(1).')
    .addHelpText(
      'after',
      `
To read it: cosell man | man -l -
To install it: cosell man > ~/.local/share/man/man1/cosell.1

Example:
  cosell man | man -l -`,
    )
    .action(() => {
      process.stdout.write(manualPage(outline(program)));
    });

/** Writes a page of the macros of man(7). */
const manualPage = (root: Outline): string => {
  const leaves = flatten(root).filter(({ words }) => words.length > 0);
  const variables = new Map(
    leaves
      .flatMap(({ words, options }) => options.map((option) => ({ option, words })))
      .flatMap(({ option, words }) =>
        option.variable ? [[option.variable, `${option.long} of ${words.join(' ')}`] as const] : [],
      )
      .reverse(),
  );
  return `${[
    `.TH COSELL 1 "" "cosell ${version}" "User Commands"`,
    '.SH NAME',
    `cosell \\- ${escaped(root.summary.replace(/^A /, '').replace(/\.$/, ''))}`,
    '.SH SYNOPSIS',
    '.B cosell',
    '.I command',
    '.RI [ options ]',
    '.SH DESCRIPTION',
    escaped(
      `${root.summary} cosell serve runs it; the other commands prepare its data, or call a server that runs.`,
    ),
    '.SH COMMANDS',
    ...leaves.flatMap(commandLines),
    '.SH OPTIONS OF COMMANDS THAT CALL A SERVER',
    ...leaves
      .flatMap(({ options }) => options)
      .filter((option, at, all) => !isOwn(option) && all.findIndex(({ long }) => long === option.long) === at)
      .flatMap(optionLines),
    '.SH EXIT STATUS',
    ...exitCodes.flatMap(([code, means]) => ['.TP', `.B ${code}`, escaped(means)]),
    '.SH ENVIRONMENT',
    ...[...variables]
      .sort()
      .flatMap(([name, option]) => ['.TP', `.B ${escaped(name)}`, escaped(`The option ${option}.`)]),
    ...['.TP', '.B NO_COLOR, FORCE_COLOR', 'No colours, or colours also where the output is no terminal.'],
    '.SH FILES',
    ...[
      '.TP',
      '.I .cosell',
      escaped('The folder of the data, unless --data or --database-url name another place.'),
    ],
    '.SH SEE ALSO',
    '.BR aws (1)',
  ].join('\n')}\n`;
};

const commandLines = ({ words, summary, arguments: given, options, notes, commands }: Outline): string[] => {
  const usage = ['cosell', ...words, ...given.map(({ term }) => (/^[<[]/.test(term) ? term : `<${term}>`))];
  return [
    `.SS "${escaped(usage.join(' ')).replaceAll('"', '\\(dq')}"`,
    escaped(commands.length > 0 && options.length === 0 ? `Commands: ${summary}.` : summary),
    ...given.flatMap(({ term, description }) =>
      description ? ['.TP', `.I ${escaped(term)}`, escaped(description)] : [],
    ),
    ...options.filter(isOwn).flatMap(optionLines),
    ...(notes ? ['.PP', '.nf', ...notes.split('\n').map(escaped), '.fi'] : []),
  ];
};

const optionLines = (option: OutlinedOption): string[] => [
  '.TP',
  `.B ${escaped(option.flags)}`,
  escaped(told(option)),
];

/** Those that all commands which call a server have are told once, in a section of their own. */
const COMMON = new Set([
  '--endpoint <url>',
  '--token <token>',
  '--client-cert <file>',
  '--client-key <file>',
]);
const isOwn = ({ flags }: OutlinedOption): boolean => !COMMON.has(flags);

const told = ({ description, usual, variable }: OutlinedOption): string =>
  [
    description,
    ...(usual === undefined || description.includes('default') ? [] : [`(default: ${usual})`]),
    ...(variable === undefined || description.includes(variable) ? [] : [`(env: ${variable})`]),
  ].join(' ');

/** Source: groff_man_style(7), "Portability". */
const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('’', '\\(cq')
    .replaceAll('…', '...')
    .replaceAll('`', '')
    .replace(/\n/g, '\n.br\n')
    .replace(/^([.'])/gm, (all, first, offset, whole) =>
      whole.startsWith('.br', offset) && all === '.' ? all : `\\&${first}`,
    );
