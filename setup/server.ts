import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Program } from './install.ts';

const LOOK_MS = 100;
/** A server that got SIGTERM finishes what it has begun, five seconds at most. */
const END_MS = 15_000;

export interface Server {
  pid: number;
  /** Resolves to the endpoint. Rejects if the server ends before it is ready, or takes longer than it may. */
  ready: Promise<string>;
}

export interface StartOptions {
  flags: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Takes what the server prints. */
  log: string;
  waitSeconds: number;
}

/** Starts a server that outlives this process. */
export const startServer = (
  { file, first }: Program,
  { flags, env, log, waitSeconds }: StartOptions,
): Server => {
  const output = openSync(log, 'a');
  const child = spawn(file, [...first, 'serve', ...flags], {
    detached: true,
    env,
    stdio: ['ignore', output, output],
    windowsHide: true,
  });
  closeSync(output);
  child.unref();
  let ended: string | undefined;
  child.once('error', (error) => {
    ended = `It cannot be run: ${error.message}.`;
  });
  child.once('exit', (code, signal) => {
    ended ??= `It ended with ${signal ?? `exit code ${code}`}.`;
  });
  const ready = async (): Promise<string> => {
    const deadline = performance.now() + waitSeconds * 1_000;
    for (;;) {
      // Asked before the log is read: what ended has written all that it had to say.
      const hasEnded = ended;
      const [, endpoint] = /^cosell ready on (\S+)$/m.exec(readFileSync(log, 'utf8')) ?? [];
      if (endpoint !== undefined) return endpoint;
      if (hasEnded !== undefined) throw new Error(hasEnded);
      if (performance.now() > deadline)
        throw new Error(`It is not ready after ${waitSeconds} s (input wait).`);
      await sleep(LOOK_MS);
    }
  };
  return { pid: child.pid ?? 0, ready: ready() };
};

/** Stops a server that another process has started, and waits until it has ended. Returns false if it had ended before. */
export const stopServer = async (pid: number): Promise<boolean> => {
  if (!isRunning(pid)) return false;
  process.kill(pid, 'SIGTERM');
  for (const began = performance.now(); performance.now() - began < END_MS; await sleep(LOOK_MS)) {
    if (!isRunning(pid)) return true;
  }
  process.kill(pid, 'SIGKILL');
  return true;
};

const isRunning = (pid: number): boolean => {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    // In a job's container nobody may collect it: ended, it stays in the list as a zombie. Source: proc_pid_stat(5).
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
};
