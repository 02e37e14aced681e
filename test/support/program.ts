import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
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
      const [code, signal] = await end;
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
