import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { COMMAND } from './command.ts';

/** A `cosell` process and its output so far. */
export interface Program {
  child: ChildProcess;
  stdout: string;
  stderr: string;
  /** The endpoint in its ready line. Throws if it exits before it is ready. */
  ready(): Promise<string>;
  /** Its exit code, or the name of the signal that ended it. */
  ended(): Promise<number | string | null>;
}

/** Less than a test may take, so that it fails with what is known of a process that hangs. */
const PATIENCE_MS = 200_000;

/**
 * Throws when the patience is over. Node.js itself can hang as it exits: a thread that compiles waits for the garbage collection of the
 * main thread, which waits for the end of that thread. Source: nodejs/node issue 54918.
 */
const tellOfHang = async (program: Program): Promise<never> => {
  await sleep(PATIENCE_MS, undefined, { ref: false });
  const { stdout, stderr, child } = program;
  throw new Error(`cosell does not end. ${JSON.stringify({ stdout, stderr, threads: threadsOf(child) })}`);
};

/** Returns the threads of a process, and what each waits for in the kernel. Source: proc_pid_wchan(5). */
const threadsOf = ({ pid }: ChildProcess): string[] | undefined => {
  const folder = `/proc/${pid}/task`;
  const read = (thread: string, file: string) => readFileSync(join(folder, thread, file), 'utf8').trim();
  try {
    return readdirSync(folder).map((thread) => `${read(thread, 'comm')}: ${read(thread, 'wchan')}`);
  } catch {
    return undefined;
  }
};

/** Starts `cosell` with arguments and environment, also as another user. Kills it after the test. */
export const startProgram = (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  user: { uid?: number; gid?: number } = {},
): Program => {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('COSELL_')),
  );
  const child = spawn(process.execPath, [COMMAND, ...args], { env: { ...inherited, ...env }, ...user });
  const end = once(child, 'close') as Promise<[number | null, string | null]>;
  const program: Program = {
    child,
    stdout: '',
    stderr: '',
    ready: async () => {
      const isOver = end.then(() => true);
      for (;;) {
        const [, endpoint] = /^cosell ready on (https?:\S+)\n/.exec(program.stdout) ?? [];
        if (endpoint) return endpoint;
        if ((await Promise.race([once(child.stdout, 'data'), isOver])) === true) {
          throw new Error(`cosell ended before it was ready: ${program.stderr}`);
        }
      }
    },
    ended: async () => {
      const [code, signal] = await Promise.race([end, tellOfHang(program)]);
      return code ?? signal;
    },
  };
  child.stdout.on('data', (chunk) => {
    program.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    program.stderr += chunk;
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await end;
  });
  return program;
};
