import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { runProgram } from '../support/python.ts';
import { temporaryFolder } from '../support/server.ts';

const ROOT = resolve(import.meta.dirname, '../..');

interface Manifest {
  inputs: Record<string, { description: string; default?: string }>;
  outputs: Record<string, { description: string }>;
  runs: { using: string; main: string; post: string; 'post-if': string };
}

export const readManifest = async (): Promise<Manifest> =>
  parse(await readFile(join(ROOT, 'setup/action.yml'), 'utf8')) as Manifest;

/** What a step leaves behind. */
export interface Step {
  code: number | null;
  /** The lines of its log. */
  lines: string[];
  /** The commands that the runner takes from it: `::error title=cosell::…`. */
  commands: string[];
}

/** A job in which the action runs as in GitHub's runner: its inputs, its files, and nothing of the project but its sources. */
export interface Job {
  /** What it exports to the steps that follow. */
  env: Record<string, string>;
  outputs: Record<string, string>;
  paths: string[];
  main(): Promise<Step>;
  post(status: 'success' | 'failure' | 'cancelled'): Promise<Step>;
  summary(): Promise<string>;
}

const FILES = ['ENV', 'OUTPUT', 'STATE', 'PATH', 'STEP_SUMMARY'] as const;
type Files = Record<(typeof FILES)[number], string>;

/** Values of a file with `name<<delimiter`. Source: GitHub docs, "Workflow commands": multiline strings. */
const valuesIn = async (path: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    [...(await readFile(path, 'utf8')).matchAll(/^(\S+)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map(
      ([, name = '', , value = '']) => [name, value],
    ),
  );

/** Returns the commands among the lines of a log, as the runner does: none between `stop-commands` and its token. */
const commandsIn = (lines: readonly string[]): string[] => {
  let token: string | undefined;
  return lines.filter((line) => {
    if (token !== undefined) {
      if (line === `::${token}::`) token = undefined;
      return false;
    }
    [, token] = /^::stop-commands::(.+)$/.exec(line) ?? [];
    return token === undefined && line.startsWith('::');
  });
};

/** What GitHub has of the project where the action runs: no node_modules. */
const checkOut = async (folder: string): Promise<void> => {
  await mkdir(folder);
  for (const name of ['setup', 'src', 'package.json'])
    await cp(join(ROOT, name), join(folder, name), { recursive: true });
};

/** A program that is run like the single executable: the bundle that `npm ci` makes. */
export const makeExecutable = async (): Promise<string> => {
  const file = join(await temporaryFolder(), 'cosell');
  await writeFile(file, `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, 'dist/cli/main.js')}" "$@"\n`);
  await chmod(file, 0o755);
  return file;
};

export const startJob = async (
  given: Record<string, string>,
  own: Record<string, string> = {},
): Promise<Job> => {
  const folder = await temporaryFolder();
  await checkOut(join(folder, 'checkout'));
  const files = Object.fromEntries(FILES.map((name) => [name, join(folder, name)])) as Files;
  for (const file of Object.values(files)) await writeFile(file, '');
  const { inputs, runs } = await readManifest();
  const job: Job = { env: {}, outputs: {}, paths: [], main, post, summary };
  let status = 'success';
  let state: Record<string, string> = {};

  async function step(script: string): Promise<Step> {
    const values = Object.entries(inputs).map(([name, { default: usual = '' }]) => [
      `INPUT_${name.toUpperCase()}`,
      given[name] ?? usual.replace(/^\$\{\{ job\.status \}\}$/, status),
    ]);
    const { code, stdout, stderr } = await runProgram(
      process.execPath,
      [join(folder, 'checkout/setup', script)],
      {
        cwd: folder,
        env: {
          ...withoutSettings,
          RUNNER_TEMP: folder,
          ...own,
          ...job.env,
          ...Object.fromEntries(values),
          ...Object.fromEntries(FILES.map((name) => [`GITHUB_${name}`, files[name]])),
          ...Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value])),
        },
      },
    );
    state = await valuesIn(files.STATE);
    const lines = `${stdout}${stderr}`.split('\n');
    return { code, lines, commands: commandsIn(lines) };
  }
  async function main(): Promise<Step> {
    const done = await step(runs.main);
    job.env = await valuesIn(files.ENV);
    job.outputs = await valuesIn(files.OUTPUT);
    job.paths = (await readFile(files.PATH, 'utf8')).split('\n').filter((path) => path !== '');
    return done;
  }
  function post(now: string): Promise<Step> {
    status = now;
    return step(runs.post);
  }
  function summary(): Promise<string> {
    return readFile(files.STEP_SUMMARY, 'utf8');
  }

  onTestFinished(() => {
    const pid = Number(state.pid);
    if (!pid) return;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended, as it should.
    }
  });
  return job;
};

/** Nothing of the machine's settings for AWS or cosell. */
const withoutSettings = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /^(AWS|COSELL|VITEST|npm)_/i.test(name))
    .map((name) => [name, undefined]),
);
