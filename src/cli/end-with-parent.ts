import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import type { Command } from 'commander';
import { switchOf } from './flags.ts';

/** The flags of `cosell serve` about the process that started it. */
export interface ParentFlags {
  exitWithParent?: boolean;
}

/** Adds the flags. */
export const addParentFlags = (command: Command): Command =>
  command
    .option(
      '--exit-with-parent',
      'end when whoever started it has ended (default: if that is npx or an npm script; env: COSELL_EXIT_WITH_PARENT)',
    )
    .option('--no-exit-with-parent', 'go on without whoever started it');

const LOOK_MS = 1_000;
const SHELLS = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh', 'busybox']);

/**
 * Calls `end` when the process that started this one has ended: a killed npx tells its children nothing, and between it and this
 * process may stand a shell that lives on. Without the flag only npm's children do so: a service manager, nohup or a container's
 * init are no parents to end with. Looks once a second, and keeps no process alive.
 */
export const endWithParent = async ({ exitWithParent }: ParentFlags, end: () => void): Promise<void> => {
  const { COSELL_EXIT_WITH_PARENT: given, npm_command: npm } = process.env;
  const wanted =
    exitWithParent ?? (given === undefined ? undefined : switchOf('COSELL_EXIT_WITH_PARENT', given));
  const parent = process.ppid;
  if (wanted === false || (wanted === undefined && npm === undefined) || parent <= 1) return;
  const shell = await find(parent);
  const isShell = SHELLS.has(shell?.name ?? '');
  const starter = isShell ? shell?.parent : undefined;
  // A script that starts a server in the background, `cosell serve &`, ends before it.
  const mayOutliveShell = wanted === undefined && npm !== 'exec' && isShell;
  const look = async (): Promise<void> => {
    const isOrphan = process.ppid !== parent || !isAlive(parent);
    const hasLostStarter = !isOrphan && starter !== undefined && (await find(parent))?.parent !== starter;
    if (!(hasLostStarter || (isOrphan && !mayOutliveShell))) return;
    clearInterval(looking);
    end();
  };
  const looking = setInterval(() => void look(), LOOK_MS).unref();
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Returns the name and the parent of a process; undefined if it is gone, or where neither /proc nor ps tells. */
const find = async (pid: number): Promise<{ name: string; parent: number } | undefined> => {
  try {
    // Source: proc_pid_stat(5). The name stands in brackets and may have any character.
    const [, name = '', parent] =
      /^\d+ \((.*)\) \S (\d+) /s.exec(await readFile(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return { name, parent: Number(parent) };
  } catch {
    return findByPs(pid);
  }
};

const findByPs = async (pid: number): Promise<{ name: string; parent: number } | undefined> => {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'ppid=,comm=', '-p', String(pid)]);
    const [, parent, command = ''] = /^\s*(\d+)\s+(\S+)/.exec(stdout) ?? [];
    return parent === undefined
      ? undefined
      : { name: basename(command).replace(/^-/, ''), parent: Number(parent) };
  } catch {
    return undefined;
  }
};
