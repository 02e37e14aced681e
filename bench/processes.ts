import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { BUNDLED_COMMAND, isCurrent } from '../bundle/current.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The command as published, and as it is in the repository. */
export const FROM_DIST = BUNDLED_COMMAND;
export const FROM_SOURCE = join(root, 'src/cli/main.ts');

/** A server process that has printed its ready line. */
export interface ServerProcess {
  endpoint: string;
  pid: number;
  /** Milliseconds from its start to its ready line. */
  startup: number;
  /** Processor time used so far, in milliseconds. */
  cpu(): number;
  /** The same of its first thread alone, in which the event loop is. */
  eventLoopCpu(): number;
  /** How long its first thread could have run, but had no core, in milliseconds. */
  eventLoopWaits(): number;
  /** Resident memory in MB. */
  memory(): number;
  stop(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

/** Starts a Node program that prints `… ready on <endpoint>`, without its log. */
export const startProcess = async (
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<ServerProcess> => {
  const start = performance.now();
  const child = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, COSELL_LOG_LEVEL: 'error', NODE_COMPILE_CACHE: undefined, ...env },
  });
  const endpoint = await readyEndpoint(child);
  const startup = performance.now() - start;
  return {
    endpoint,
    pid: child.pid ?? 0,
    startup,
    cpu: () => cpuOf(child),
    eventLoopCpu: () => cpuOfThread(child.pid, child.pid),
    eventLoopWaits: () => scheduledOf(child.pid, child.pid).waitedMs,
    memory: () => memoryOf(child),
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  };
};

const end = async (child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
  child.kill(signal);
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
};

export const startCosell = (file: string, folder: string): Promise<ServerProcess> =>
  startProcess(file, ['serve', '--port', '0', '--data', folder]);

/**
 * Starts one of several nodes on a PostgreSQL database, without a task wait: the benches kill nodes while tasks run.
 */
export const startNode = (databaseUrl: string): Promise<ServerProcess> =>
  startProcess(FROM_DIST, ['serve', '--port', '0', '--database-url', databaseUrl, '--task-wait', '0']);

const readyEndpoint = async (child: ChildProcess): Promise<string> => {
  if (child.stdout) {
    for await (const line of createInterface(child.stdout)) {
      const [, endpoint] = / ready on (\S+)$/.exec(line) ?? [];
      if (endpoint) return endpoint;
    }
  }
  throw new Error(`${child.spawnargs.join(' ')} ended before it was ready`);
};

const cpuOf = ({ pid }: ChildProcess): number => {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.reduce((sum, id) => sum + cpuOfThread(pid, id), 0);
};

const cpuOfThread = (pid: number | undefined, id: number | string | undefined): number =>
  scheduledOf(pid, id).ranMs;

/** The first two fields of /proc/<pid>/task/<id>/schedstat are in nanoseconds. */
const scheduledOf = (pid: number | undefined, id: number | string | undefined) => {
  const [ran, waited] = readFileSync(`/proc/${pid}/task/${id}/schedstat`, 'utf8').split(' ');
  return { ranMs: Number(ran) / 1e6, waitedMs: Number(waited) / 1e6 };
};

export const memoryOf = ({ pid }: ChildProcess): number => {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
};

/** Runs `work` with an empty folder and removes it afterwards. */
export const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'cosell-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Bundles the command if it is missing or older than a source file. */
export const bundleCommand = (): void => {
  if (isCurrent(FROM_DIST)) return;
  execFileSync('npm', ['run', '--silent', 'bundle'], { cwd: root, stdio: 'inherit' });
};
