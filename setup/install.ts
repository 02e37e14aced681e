import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Source } from './inputs.ts';

/** What to run, before the words of a command. */
export interface Program {
  file: string;
  first: readonly string[];
}

const run = promisify(execFile);
const isWindows = process.platform === 'win32';

/** Installs cosell into a folder. Returns how to run it. */
export const install = async (source: Source, folder: string): Promise<Program> => {
  if (source.kind === 'executable') {
    // GitHub's artifacts and releases keep no permissions.
    if (!isWindows) chmodSync(source.path, 0o755);
    return { file: source.path, first: [] };
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  await npmInstall(source.spec, folder);
  const own = join(folder, 'node_modules/cosell');
  const { bin } = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8')) as { bin: { cosell: string } };
  // The runner's own Node.js, so that the job needs none; SIGUSR1 must not open its inspector.
  const first = isWindows ? [] : ['--disable-sigusr1'];
  return { file: process.execPath, first: [...first, join(own, bin.cosell)] };
};

const npmInstall = async (spec: string, folder: string): Promise<void> => {
  // Without peers: npm asks the registry for what optional ones could need, although it installs none of it.
  const words = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps', spec];
  try {
    // npm is a script on Windows, which only a shell runs.
    if (isWindows) await run('npm', words.map(quoted), { cwd: folder, shell: true });
    else await run('npm', words, { cwd: folder });
  } catch (error) {
    const { code, stderr = '' } = error as { code?: unknown; stderr?: string };
    if (code === 'ENOENT')
      throw new Error(
        'There is no npm on the PATH. Run actions/setup-node before, or give the input executable.',
      );
    throw new Error(`npm cannot install ${spec}:\n${stderr.trim()}`);
  }
};

const quoted = (word: string): string => {
  if (/["%\r\n]/.test(word)) throw new Error(`Windows cannot take ${word} as an argument of npm.`);
  return `"${word}"`;
};

/** Makes a folder with the command `cosell` for the steps that follow. Returns it. */
export const makeCommand = ({ file, first }: Program, folder: string): string => {
  const commands = join(folder, 'bin');
  mkdirSync(commands, { recursive: true });
  const words = [file, ...first];
  const shell = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  writeFileSync(join(commands, 'cosell'), `#!/bin/sh\nexec ${shell} "$@"\n`, { mode: 0o755 });
  if (isWindows) {
    const line = words.map((word) => `"${word.replaceAll('%', '%%')}"`).join(' ');
    writeFileSync(join(commands, 'cosell.cmd'), `@${line} %*\r\n`);
  }
  return commands;
};

/** Returns the version that a program says it has. */
export const versionOf = async ({ file, first }: Program): Promise<string> =>
  (await run(file, [...first, '--version'])).stdout.trim();
