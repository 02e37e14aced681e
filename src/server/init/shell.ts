import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { sleep } from '../../kit/flow/sleep.ts';
import { isExecutable, packageRoot } from '../package.ts';
import { HookFault, lineInOutput } from './fault.ts';

export interface ShellOptions {
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  /** Takes each line that the script writes. */
  log(line: string): void;
}

/** The last lines of a script that failed are in the message. */
const LINES_TOLD = 8;
/** How long the output of a script that has ended may still come: what it left in the background may keep it open for good. */
const LATE_OUTPUT_MS = 500;

/**
 * Runs a script by the interpreter of its first line, else by `sh`, whether it is executable or not: mounted files often are not.
 * `cosell` is on its path. Throws HookFault if it does not exit with 0.
 */
export const runShell = async (path: string, { env, signal, log }: ShellOptions): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'cosell-init-'));
  const lines: string[] = [];
  try {
    await writeFile(join(folder, 'cosell'), ownCommand(), { mode: 0o700 });
    await writeFile(join(folder, 'bash-env'), NOTE_LINE);
    const [command = 'sh', ...options] = await interpreterOf(path);
    const child = spawn(command, [...options, path], {
      cwd: dirname(path),
      env: {
        ...env,
        PATH: `${folder}${delimiter}${env.PATH ?? ''}`,
        BASH_ENV: join(folder, 'bash-env'),
        COSELL_INIT_SCRIPT: path,
        COSELL_INIT_LINE: join(folder, 'line'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what it has started ends with it.
      detached: process.platform !== 'win32',
    });
    const { code, by } = await ended(child, signal, (line) => {
      log(line);
      lines.push(line);
      if (lines.length > LINES_TOLD) lines.shift();
    });
    signal.throwIfAborted();
    if (code === 0) return;
    const noted = Number(await readFile(join(folder, 'line'), 'utf8').catch(() => ''));
    const said = lines.length > 0 ? `, after it said:\n${lines.join('\n')}\n` : '';
    throw new HookFault(
      `it ${by === null ? `exited with ${code}` : `was ended by ${by}`}${said}`,
      noted || lineInOutput(lines, path),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Bash runs it before a script: notes at which line a command failed, of this script alone. */
const NOTE_LINE = `trap '[ "$0" != "$COSELL_INIT_SCRIPT" ] || echo "$LINENO" >"$COSELL_INIT_LINE"' ERR\n`;

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A script that runs this program: the executable itself, or Node with the package's command line. */
const ownCommand = (): string => {
  const main = import.meta.filename.endsWith('.ts') ? 'src/cli/main.ts' : 'dist/cli/main.js';
  const words = isExecutable() ? [process.execPath] : [process.execPath, join(packageRoot, main)];
  return `#!/bin/sh\nexec ${words.map(quoted).join(' ')} "$@"\n`;
};

/** Reads the first line as the kernel does: an interpreter and at most one argument. Windows has no such paths. */
const interpreterOf = async (path: string): Promise<string[]> => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(256), 0, 256, 0);
    const [first = ''] = buffer.subarray(0, bytesRead).toString('utf8').split(/\r?\n/);
    const [, interpreter, argument] = /^#!\s*(\S+)(?:\s+(.*\S))?/.exec(first) ?? [];
    if (interpreter === undefined || process.platform === 'win32') return ['sh'];
    return argument === undefined ? [interpreter] : [interpreter, argument];
  } finally {
    await file.close();
  }
};

const ended = async (
  child: ChildProcess,
  signal: AbortSignal,
  take: (line: string) => void,
): Promise<{ code: number | null; by: NodeJS.Signals | null }> => {
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  for (const input of streams) createInterface({ input }).on('line', take);
  const closed = once(child, 'close').catch(() => {});
  const kill = (): void => {
    if (child.pid === undefined) return;
    try {
      if (process.platform === 'win32') child.kill();
      else process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  };
  signal.addEventListener('abort', kill, { once: true });
  // A second signal ends this process at once.
  process.once('exit', kill);
  try {
    const [code, by] = await once(child, 'exit');
    await Promise.race([closed, sleep(LATE_OUTPUT_MS)]);
    return { code, by };
  } catch (error) {
    const { code, path } = error as { code?: string; path?: string };
    if (code !== 'ENOENT') throw error;
    throw new HookFault(`its interpreter ${path} is not there`, 1);
  } finally {
    signal.removeEventListener('abort', kill);
    process.removeListener('exit', kill);
    for (const stream of streams) stream.destroy();
  }
};
