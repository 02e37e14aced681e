import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readInput } from './runner.ts';

/** Where cosell comes from. */
export type Source = { kind: 'npm'; spec: string } | { kind: 'executable'; path: string };

export interface Inputs {
  source: Source;
  /** The arguments of `cosell serve`. */
  flags: string[];
  isStrict: boolean;
  clock: string;
  freezesClock: boolean;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  allServices: boolean;
  waitSeconds: number;
}

const REPORTS = ['failure', 'always', 'never'] as const;
/** Options that inputs set: the action has to know their values. */
const OWN_INPUTS = [
  '--port',
  '--auth',
  '--config',
  '--demo',
  '--region',
  '--operator-token',
  '--operator-token-file',
];
const VERSION = /^[\w.+-]+$/;

/** Reads the inputs. Throws an Error that lists every fault. */
export const readInputs = (): Inputs => {
  const faults: string[] = [];
  const isOn = (name: string): boolean => {
    const text = readInput(name).toLowerCase();
    if (!['', 'true', 'false'].includes(text)) faults.push(`${name}: write true or false, not ${text}.`);
    return text === 'true';
  };
  const numberOf = (name: string, most: number): number => {
    const text = readInput(name);
    if (!/^\d{1,6}$/.test(text) || Number(text) > most)
      faults.push(`${name}: write a whole number from 0 to ${most}, not ${text === '' ? 'nothing' : text}.`);
    return Number(text);
  };
  const oneOf = (name: string, values: readonly string[]): string => {
    const text = readInput(name);
    if (!values.includes(text))
      faults.push(`${name}: write ${values.join(' or ')}, not ${text === '' ? 'nothing' : text}.`);
    return text;
  };
  const fileOf = (name: string): string => {
    const path = readInput(name);
    if (path !== '' && !existsSync(path)) faults.push(`${name}: there is no file ${resolve(path)}.`);
    return path;
  };

  const source = readSource(faults, fileOf);
  const port = numberOf('port', 65_535);
  const auth = oneOf('auth', ['off', 'strict']);
  const config = fileOf('config');
  const isDemo = isOn('demo');
  const region = readInput('region');
  const options = readOptions(faults);
  const inputs = {
    source,
    flags: [
      ...['--host', '127.0.0.1', '--port', String(port), '--auth', auth, '--region', region],
      ...(config === '' ? [] : ['--config', config]),
      ...(isDemo ? ['--demo'] : []),
      ...(keepsData(options) ? [] : ['--data', 'memory']),
      // The runner ends what a job leaves behind; the step that starts the server ends before the others begin.
      '--no-exit-with-parent',
      ...options,
    ],
    isStrict: auth === 'strict',
    clock: readInput('clock'),
    freezesClock: isOn('freeze-clock'),
    region,
    accessKeyId: readInput('access-key-id'),
    secretAccessKey: readInput('secret-access-key'),
    allServices: isOn('all-services'),
    waitSeconds: numberOf('wait', 3_600),
  };
  oneOf('report', REPORTS);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return inputs;
};

const readSource = (faults: string[], fileOf: (name: string) => string): Source => {
  const given = ['version', 'package', 'executable'].filter((name) => readInput(name) !== '');
  if (given.length > 1) faults.push(`${given.join(' and ')}: give only one of them.`);
  const version = readInput('version') || ownVersion();
  if (!VERSION.test(version)) faults.push(`version: ${version} is no version such as 0.1.0 and no tag.`);
  if (readInput('executable') !== '') return { kind: 'executable', path: resolve(fileOf('executable')) };
  const file = readInput('package');
  if (/^https:\/\/\S+$/.test(file)) return { kind: 'npm', spec: file };
  if (file !== '') return { kind: 'npm', spec: resolve(fileOf('package')) };
  return { kind: 'npm', spec: `cosell@${version}` };
};

/** GitHub has the whole repository beside the action, at the tag that the workflow names. */
const ownVersion = (): string =>
  (JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as { version: string })
    .version;

/** One option per line, its value after the first space: values need no quotes, and no shell reads them. */
const readOptions = (faults: string[]): string[] => {
  const lines = readInput('options')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.flatMap((line) => {
    const [, name = '', value] = /^(--[a-z-]+)(?:[ =]\s*(.+))?$/.exec(line) ?? [];
    if (name === '') faults.push(`options: ${line} is no option. Write one per line, such as --quotas aws.`);
    else if (OWN_INPUTS.includes(name))
      faults.push(`options: ${name} is an input of the action${inputFor(name)}.`);
    return value === undefined ? [name] : [name, value];
  });
};

const inputFor = (name: string): string =>
  name.startsWith('--operator-token') ? ' that it makes itself' : `: ${name.slice(2)}`;

const keepsData = (options: readonly string[]): boolean =>
  ['--data', '--database-url'].some((name) => options.includes(name)) ||
  ['COSELL_DATA', 'COSELL_DATABASE_URL'].some((name) => (process.env[name] ?? '') !== '');
