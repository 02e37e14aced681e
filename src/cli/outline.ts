import type { EventEmitter } from 'node:events';
import type { Command, Option } from 'commander';

/** An option of a command. */
export interface OutlinedOption {
  /** As help shows it: `--port <number>`. */
  flags: string;
  long: string;
  takesValue: boolean;
  isRequired: boolean;
  /** The values that it takes; undefined if there are others. */
  choices: readonly string[] | undefined;
  takesFile: boolean;
  description: string;
  variable: string | undefined;
  usual: string | undefined;
}

/** A command as completion and manual pages need it: what help shows, and nothing else. */
export interface Outline {
  /** The words after the program's name. */
  words: readonly string[];
  summary: string;
  /** As in its usage: `<file>`. */
  arguments: readonly { term: string; description: string }[];
  options: readonly OutlinedOption[];
  /** What its help says after the options. */
  notes: string;
  commands: readonly Outline[];
}

/** Outlines a command and those below it, from commander's own tree. */
export const outline = (command: Command, words: readonly string[] = []): Outline => {
  const help = command.createHelp();
  return {
    words,
    summary: command.description(),
    arguments: help.visibleArguments(command).map((argument) => ({
      term: help.argumentTerm(argument),
      description: argument.description,
    })),
    options: help
      .visibleOptions(command)
      .filter(({ long }) => long !== '--help')
      .map(outlinedOption),
    notes: notesOf(command),
    commands: help
      .visibleCommands(command)
      .filter((child) => child.name() !== 'help')
      .map((child) => outline(child, [...words, child.name()])),
  };
};

const outlinedOption = (option: Option): OutlinedOption => {
  const { flags, long, description, argChoices, envVar, defaultValue, mandatory } = option;
  const takesValue = option.required || option.optional;
  // An action's option has a parser instead of choices, and tells them in its description.
  const told = / ?\((?:required; )?one of ([^;)]+)[;)]/.exec(description)?.[1]?.split(', ');
  const isPlain =
    defaultValue === undefined || typeof defaultValue === 'boolean' || String(defaultValue) === '';
  return {
    flags,
    long: long ?? flags,
    takesValue,
    isRequired: mandatory,
    choices: argChoices ?? told,
    takesFile: /<(?:file|folder|place)>/.test(flags),
    description,
    variable: envVar ?? /env: (COSELL_\w+)/.exec(description)?.[1],
    usual: isPlain ? undefined : String(defaultValue),
  };
};

/** Commander writes these texts only when help is shown. */
const notesOf = (command: Command): string => {
  const texts: string[] = [];
  (command as unknown as EventEmitter).emit('afterHelp', {
    error: false,
    command,
    write: (text: string) => texts.push(text),
  });
  return texts.join('').trim();
};

/** Returns an outline and all below it. */
export const flatten = (root: Outline): Outline[] => [root, ...root.commands.flatMap(flatten)];
