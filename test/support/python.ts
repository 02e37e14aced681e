import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export interface ProgramOutcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface RunOptions {
  cwd?: string;
  env?: Record<string, string>;
  input?: string;
}

/** Runs a program to its end. The exit code is null if there is no such program. */
export const runProgram = async (
  command: string,
  args: string[],
  { cwd, env = {}, input = '' }: RunOptions = {},
): Promise<ProgramOutcome> => {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env } });
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
};

/** Whether this machine's Python has these modules. */
export const hasPython = async (...modules: string[]): Promise<boolean> =>
  (await runProgram('python3', ['-c', `import ${modules.join(', ')}`])).code === 0;
