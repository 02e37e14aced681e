import { InvalidArgumentError, type Option } from 'commander';
import { serveCommand } from '../../src/cli/serve.ts';
import { code, madeFrom, table } from './markdown.ts';

/** Writes the page on the options of `cosell serve`, from their own definitions. */
export const optionsPage = (): string =>
  [
    '# Options of `cosell serve`',
    '',
    madeFrom('the definitions of the options in src/cli/'),
    '',
    'A flag wins over its environment variable, and both over the file of `--config`. An empty variable counts as unset. `cosell doctor` takes the same options and says',
    'what is wrong with them; [Deploying](../operate/deploying.md) says how to choose them.',
    '',
    table(
      ['Option', 'Default', 'What it does', 'Allowed', 'Environment'],
      serveCommand()
        .options.filter(({ hidden }) => !hidden)
        .map(rowOf),
    ),
    '',
  ].join('\n');

const rowOf = (option: Option): string[] => {
  const { text, byDefault, variable } = described(option);
  return [
    code(option.flags).replaceAll(' ', ' '),
    byDefault ?? (option.isBoolean() && !option.negate ? 'off' : defaultOf(option)),
    text,
    allowedOf(option),
    option.envVar !== undefined ? code(option.envVar) : variable,
  ];
};

/** Takes the default and the variable out of a description that has them in words: `… (default: 10; env: COSELL_X)`. */
const described = ({ description }: Option) => {
  const [, text = description, inside = ''] = /^(.*?)\s*\(((?:default|env): .*)\)$/.exec(description) ?? [];
  const [, byDefault] = /default: (.*?)(?:; env: |$)/.exec(inside) ?? [];
  const [, variable] = /env: (COSELL_[A-Z_]+(?:=\w+)?.*)$/.exec(inside) ?? [];
  return {
    text: text.replaceAll('|', '\\|').replaceAll('<', '&lt;'),
    byDefault: byDefault?.replaceAll('|', '\\|'),
    variable: variable?.replace(/COSELL_[A-Z_]+(=\w+)?/, (name) => code(name)) ?? '',
  };
};

const defaultOf = ({ defaultValue }: Option): string => {
  if (defaultValue === undefined || (Array.isArray(defaultValue) && defaultValue.length === 0)) return '';
  return typeof defaultValue === 'boolean' ? (defaultValue ? 'on' : 'off') : code(String(defaultValue));
};

/** Says what an option takes: its choices, or what it answers to nonsense. */
const allowedOf = ({ argChoices, parseArg, defaultValue }: Option): string => {
  if (argChoices) return argChoices.map(code).join(', ');
  try {
    parseArg?.('\u0001', defaultValue as never);
    return '';
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    return error.message
      .replace(/^There is no \w+ \S+ /, '')
      .replaceAll('|', '\\|')
      .replaceAll('\u0001', '…');
  }
};
