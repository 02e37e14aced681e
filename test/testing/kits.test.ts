import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installed, installPackage } from '../support/package.ts';
import { type ProgramOutcome, runProgram } from '../support/python.ts';
import { jestProject, nodeTestProject, typesProject, vitestProject } from './projects.ts';

let installed: Installed;
beforeAll(async () => {
  installed = await installPackage();
});
afterAll(() => installed.remove());

const programOf = (path: string): string => join(installed.folder, 'node_modules', path);

/** Runs a program in a project, as if no test ran around it. Returns the endpoints that the project's tests have noted too. */
const run = async (folder: string, args: string[]): Promise<ProgramOutcome & { endpoints: string[] }> => {
  const notes = join(folder, 'endpoints.txt');
  const apart = { VITEST: '', JEST_WORKER_ID: '', CI: '', NO_COLOR: '1' };
  const env = { ...apart, FORCE_COLOR: '0', ENDPOINTS: notes };
  const outcome = await runProgram(process.execPath, args, { cwd: folder, env });
  const noted = await readFile(notes, 'utf8').catch(() => '');
  return { ...outcome, endpoints: noted.split('\n').filter(Boolean) };
};

const expectPassed = ({ code, stdout, stderr }: ProgramOutcome): void =>
  expect([code, code === 0 ? '' : `${stdout}${stderr}`]).toEqual([0, '']);

/** What the output of a failed test has to show: each request, why it was refused, and what would have been near. */
const expectRequests = ({ code, stdout, stderr }: ProgramOutcome): void => {
  const output = `${stdout}${stderr}`;
  expect(code, output).toBe(1);
  expect(output).toMatch(/1\. 111122223333 ListOpportunities → 200 ok/);
  expect(output).toMatch(/2\. 111122223333 GetEngagementInvitation → 400 ResourceNotFoundException/);
  expect(output).toMatch(/Near miss: .*Sandbox/);
  expect(output).toMatch(/Sent: \{"Catalog":"AWS","Identifier":"engi-/);
  // The next test shows its own requests alone.
  expect(output).toMatch(/oldest first:\s+1\. 111122223333 ListEngagementInvitations → 200 ok/);
};

describe('cosell/vitest', () => {
  it('gives each worker a server and each test the same state', async () => {
    const folder = await installed.project('vitest', vitestProject);
    const args = ['run', '--exclude', 'failing/**', '--maxWorkers', '2'];
    const outcome = await run(folder, [programOf('vitest/vitest.mjs'), ...args]);
    expectPassed(outcome);
    expect(outcome.stdout).toMatch(/Tests +4 passed/);
    expect(new Set(outcome.endpoints).size).toBe(2);
  });

  it('starts one server for all files of a worker', async () => {
    const folder = await installed.project('vitest-one', vitestProject);
    const args = ['run', '--exclude', 'failing/**', '--maxWorkers', '1', '--no-isolate'];
    const outcome = await run(folder, [programOf('vitest/vitest.mjs'), ...args]);
    expectPassed(outcome);
    expect(outcome.endpoints).toHaveLength(2);
    expect(new Set(outcome.endpoints).size).toBe(1);
  });

  it('shows the requests of a failed test in its failure', async () => {
    const folder = await installed.project('vitest-failing', vitestProject);
    const outcome = await run(folder, [
      programOf('vitest/vitest.mjs'),
      'run',
      'failing/',
      '--reporter',
      'default',
    ]);
    expectRequests(outcome);
    expect(outcome.stdout).toMatch(/Tests +4 failed/);
    expect(outcome.stderr).toMatch(/"is concurrent" is concurrent\. .* one after another/);
    expect(outcome.stderr.match(/oldest first:/g)).toHaveLength(2);
  });
});

describe('cosell/node-test', () => {
  it('gives each file a server and each test the same state', async () => {
    const folder = await installed.project('node-test', nodeTestProject);
    const outcome = await run(folder, ['--test', '--test-concurrency=2', 'one.test.mjs', 'two.test.mjs']);
    expectPassed(outcome);
    expect(new Set(outcome.endpoints).size).toBe(2);
  });

  it('shows the requests of a failed test in its failure', async () => {
    const folder = await installed.project('node-test-failing', nodeTestProject);
    const outcome = await run(folder, ['--test', '--test-reporter=spec', 'failing.mjs']);
    expectRequests(outcome);
    expect(outcome.stdout).toMatch(/7[\s\S]*oldest first:[\s\S]*ListEngagementInvitations/);
    expect(outcome.stdout.match(/oldest first:/g)?.length).toBeGreaterThanOrEqual(3);
  });

  it('refuses tests that run at the same time', async () => {
    const folder = await installed.project('node-test-concurrent', nodeTestProject);
    const outcome = await run(folder, ['--test', '--test-reporter=spec', 'concurrent.mjs']);
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toMatch(
      /"at the same time > other" runs at the same time as .* one after another/,
    );
  });
});

describe('cosell/jest', () => {
  const jest = () => programOf('jest/bin/jest.js');

  it('gives each worker a server and each test the same state', async () => {
    const folder = await installed.project('jest', jestProject);
    const outcome = await run(folder, [
      jest(),
      '--maxWorkers=2',
      '--runTestsByPath',
      'one.test.js',
      'two.test.js',
    ]);
    expectPassed(outcome);
    expect(outcome.stderr).toMatch(/Tests: +9 passed/);
    expect(outcome.stderr).not.toMatch(/did not exit|failed to exit/);
    expect(new Set(outcome.endpoints).size).toBe(2);
  });

  it('shows the requests of a failed test in its failure', async () => {
    const folder = await installed.project('jest-failing', jestProject);
    const outcome = await run(folder, [jest(), '--testMatch=**/failing.js']);
    expectRequests(outcome);
    expect(outcome.stderr).toMatch(/Tests: +4 failed/);
    expect(outcome.stderr).toMatch(/"is concurrent" is concurrent\. .* one after another/);
  });

  it('says what to do without its environment', async () => {
    const folder = await installed.project('jest-without', {
      ...jestProject,
      'jest.config.cjs': 'module.exports = { transform: {} };',
    });
    const outcome = await run(folder, [jest(), 'two.test.js']);
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toMatch(/set testEnvironment: 'cosell\/jest-environment'/);
  });
});

describe('the types of the kits', () => {
  it.each([
    ['node16', 'node16'],
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ])('are found with module %s and moduleResolution %s', async (module, moduleResolution) => {
    const folder = await installed.project(`types-${moduleResolution}`, typesProject);
    const files = Object.keys(typesProject).filter((file) => file.endsWith('ts'));
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--types', 'node'];
    const resolution = ['--module', module, '--moduleResolution', moduleResolution];
    const outcome = await run(folder, [programOf('typescript/bin/tsc'), ...options, ...resolution, ...files]);
    expectPassed(outcome);
  });
});
