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

const KNOWS_SELLING =
  "import boto3, sys; sys.exit('partnercentral-selling' not in boto3.session.Session().get_available_services())";

/** Whether this machine's Python has a boto3 that knows Partner Central: 1.36 or newer, while Debian 12 has an older one. */
export const hasBoto3 = async (): Promise<boolean> =>
  (await runProgram('python3', ['-c', KNOWS_SELLING])).code === 0;
