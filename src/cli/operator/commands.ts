import { Argument, Command, Option } from 'commander';
import { type JsonSchema, strictSchema } from '../../kit/action/json-schema.ts';
import { coerce } from '../../kit/action/read-input.ts';
import { requestOf } from '../../kit/action/request.ts';
import { newSealKey } from '../../kit/service/seal.ts';
import type { Action } from '../../operator/action.ts';
import { loadActions } from '../../operator/index.ts';
import { readTextFile } from '../read-text-file.ts';
import { fitLines } from '../table.ts';
import { addServerFlags, call, orFail, type ServerFlags } from './call.ts';
import { withLinks } from './console-link.ts';
import { asTables, isForPeople } from './show.ts';

/** Actions whose commands are written by hand (state.ts), because they read and write files. */
const BY_HAND: readonly string[] = ['state.export', 'state.import'];

/** Adds a command for each operator action. */
export const addActionCommands = async (program: Command): Promise<void> => {
  // Else `requests` would take the --endpoint and --json of `requests show`.
  program.enablePositionalOptions();
  for (const action of (await loadActions()).values()) {
    if (!BY_HAND.includes(action.name)) addActionCommand(program, action);
  }
  subcommand(program, 'keys').addCommand(newSecretsKeyCommand());
  for (const group of program.commands.filter((command) => command.description() === '')) {
    group.description(group.commands.map((command) => `${group.name()} ${command.name()}`).join(', '));
  }
};

const addActionCommand = (program: Command, action: Action): void => {
  const words = (action.command?.words ?? wordsOf(action.name)).split(' ');
  const command = words.reduce(subcommand, program);
  const { properties = {}, required = [] } = strictSchema(action.takes);
  const { argument, example } = action.command ?? {};
  command.description(action.summary).summary(action.summary.split(/(?<=\.)\s/)[0] ?? '');
  for (const [name, schema] of Object.entries(properties)) {
    const isRequired = required.includes(name);
    if (name === argument) {
      command.addArgument(
        new Argument(isRequired ? `<${kebab(name)}>` : `[${kebab(name)}]`, describe(schema)),
      );
      continue;
    }
    const option = new Option(`--${kebab(name)} <${kindOf(schema)}>`, describe(schema, isRequired));
    command.addOption(option.makeOptionMandatory(isRequired).argParser(collect));
  }
  addServerFlags(command).option('--json', 'print JSON, which is the default without a terminal', false);
  if (action.command?.follow) {
    command.option('--follow', 'print what is added from now on, one a line, until interrupted', false);
  }
  command.addHelpText('after', `\nExample:\n  ${example ?? `cosell ${words.join(' ')}`}`);
  command.action((...given: unknown[]) => {
    const flags = (given.at(-1) as Command).opts<Record<string, unknown>>();
    const texts = Object.keys(properties).flatMap((name): [string, string[]][] => {
      const value = name === argument ? given[0] : flags[camel(kebab(name))];
      if (value === undefined) return [];
      return [[name, Array.isArray(value) ? value : [String(value)]]];
    });
    return orFail(async () => run(action, properties, await readFiles(texts), flags as unknown as RunFlags));
  });
};

/** Replaces values that begin with `file://` by the content of the file, as the AWS CLI does. */
const readFiles = (texts: [string, string[]][]): Promise<[string, string[]][]> =>
  Promise.all(
    texts.map(
      async ([name, values]): Promise<[string, string[]]> => [
        name,
        await Promise.all(values.map((value) => (value.startsWith(FILE) ? readValue(value) : value))),
      ],
    ),
  );

const FILE = 'file://';

const readValue = (value: string): Promise<string> => {
  const path = value.slice(FILE.length);
  return readTextFile(path).catch((error: Error) => {
    throw new Error(`The file ${path} cannot be read: ${error.message}.`);
  });
};

/** `cosell keys new-secrets-key`: needs no server. */
const newSecretsKeyCommand = (): Command =>
  new Command('new-secrets-key')
    .description('Prints a new key for --secrets-key-file or COSELL_SECRETS_KEY.')
    .addHelpText('after', '\nExample:\n  (umask 077; cosell keys new-secrets-key > secrets.key)')
    .action(() => {
      process.stdout.write(`${newSealKey()}\n`);
    });

interface RunFlags extends ServerFlags {
  json: boolean;
  follow?: boolean;
}

const run = async (
  action: Action,
  properties: Record<string, JsonSchema>,
  texts: [string, string[]][],
  flags: RunFlags,
): Promise<void> => {
  const values = Object.fromEntries(texts.map(([name, given]) => [name, coerce(properties[name], given)]));
  const request = requestOf(action, values);
  const { show = asTables, text: textOf, pages, isOfOne, follow: followed } = action.command ?? {};
  if (followed && flags.follow) {
    const { follow } = await import('./follow.ts');
    const [path = '', filter] = request.path.split('?');
    await follow(flags, { ...followed, path, filter: new URLSearchParams(filter), show });
    return;
  }
  const response = await call(flags, request);
  const answer: unknown = await response.json();
  const text = flags.json ? undefined : textOf?.(answer);
  if (text !== undefined) {
    process.stdout.write(`${text}\n`);
    return;
  }
  if (!isForPeople(flags.json)) {
    process.stdout.write(`${JSON.stringify(answer)}\n`);
    return;
  }
  const named = pages?.(answer, values) ?? [];
  process.stdout.write(
    `${await withLinks(show === asTables ? show(answer) : fitLines(show(answer)), { pages: named, isOfOne }, flags)}\n`,
  );
};

/** Returns the subcommand of that name, which another action may have added before. */
const subcommand = (parent: Command, word: string): Command => {
  const known = parent.commands.find((command) => command.name() === word);
  if (known) return known;
  const made = new Command(word).enablePositionalOptions();
  parent.addCommand(made);
  return made;
};

/** A repeated option collects its values. */
const collect = (text: string, before: unknown): string[] => [...(Array.isArray(before) ? before : []), text];

/** Turns `deadLetters.list` into `dead-letters list`. */
const wordsOf = (name: string): string => name.split('.').map(kebab).join(' ');
const kebab = (name: string): string => name.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const kindOf = ({ type, anyOf }: JsonSchema): string => {
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'object' || type === 'array') return 'json';
  return type === 'boolean' ? 'true|false' : anyOf?.some(({ type }) => type === 'object') ? 'json' : 'text';
};

const describe = (
  { description = '', anyOf = [], enum: values = [], default: usual }: JsonSchema,
  isRequired = false,
): string => {
  const choices = [...values, ...anyOf.flatMap((choice) => ('const' in choice ? [choice.const] : []))];
  const listed = choices.length > 0 ? `one of ${choices.join(', ')}` : '';
  const otherwise = usual === undefined ? '' : `default: ${JSON.stringify(usual)}`;
  const notes = [isRequired ? 'required' : '', listed, otherwise].filter(Boolean).join('; ');
  return [description, notes && `(${notes})`].filter(Boolean).join(' ');
};
