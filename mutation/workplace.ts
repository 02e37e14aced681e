import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

/** A copy of the project for one mutation at a time, so that the working tree is never touched. */
export interface Workplace {
  read(file: string): string;
  /** Writes a file of the copy. */
  write(file: string, text: string): void;
  /** Runs test files until one fails. Returns those that failed, all of them if unknown, or `hang` after the timeout. */
  run(testFiles: readonly string[], timeoutMs: number): Promise<string[] | 'hang'>;
  /** Kills running tests and removes the copy. */
  remove(): void;
}

const notCopied = new Set(['node_modules', '.git', '.cosell', 'coverage', 'dist']);

/** Copies a project, with a link to its node_modules. Takes a fraction of a second. */
export const createWorkplace = (root: string): Workplace => {
  const copy = mkdtempSync(join(tmpdir(), 'cosell-mutation-'));
  cpSync(root, copy, { recursive: true, filter: (path) => !notCopied.has(relative(root, path)) });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const report = join(copy, 'report.json');
  let running: ChildProcess | undefined;

  /** Kills Vitest and all processes that it started: it leads a process group. */
  const end = () => {
    if (!running?.pid || running.exitCode !== null) return;
    try {
      process.kill(-running.pid, 'SIGKILL');
    } catch {
      // It has already ended.
    }
  };

  const startVitest = (testFiles: readonly string[]): ChildProcess =>
    spawn(
      process.execPath,
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        ...['--project', 'sqlite', '--bail', '1', '--maxWorkers', '2'],
        ...['--reporter', 'json', '--outputFile', report],
        ...testFiles,
      ],
      {
        cwd: copy,
        stdio: 'ignore',
        detached: true,
        // Shares Node's compile cache with the tests of the working tree.
        env: { ...process.env, NODE_COMPILE_CACHE: resolve(root, 'coverage/compiled') },
      },
    );

  return {
    read: (file) => readFileSync(join(copy, file), 'utf8'),
    write: (file, text) => writeFileSync(join(copy, file), text),
    run: async (testFiles, timeoutMs) => {
      rmSync(report, { force: true });
      running = startVitest(testFiles);
      const timer = setTimeout(end, timeoutMs);
      const [code, signal] = await once(running, 'exit');
      clearTimeout(timer);
      if (signal) return 'hang';
      if (code === 0) return [];
      const failed = failedFiles(report).map((path) => relative(copy, path));
      return failed.length > 0 ? failed : [...testFiles];
    },
    remove: () => {
      end();
      rmSync(copy, { recursive: true, force: true, maxRetries: 3 });
    },
  };
};

/** Returns the files that have a failed test or could not be loaded. Aborted files count as failed too. */
const failedFiles = (report: string): string[] => {
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
      testResults: { name: string; message: string; assertionResults: { status: string }[] }[];
    };
    return testResults
      .filter(
        ({ message, assertionResults }) =>
          message || assertionResults.some(({ status }) => status === 'failed'),
      )
      .map(({ name }) => name);
  } catch {
    return [];
  }
};
