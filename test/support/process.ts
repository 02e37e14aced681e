import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { COMMAND } from './command.ts';

/** A server in its own process. */
export interface ServerProcess {
  /** Resolves when it listens; rejects when it ends before. */
  ready: Promise<{ endpoint: string }>;
  /** Sends a signal and waits for the exit. Returns the exit code, or null after SIGKILL. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  /** Sends a signal that does not end it. */
  signal(signal: 'SIGHUP'): void;
}

/** Starts `cosell serve` on a folder and a free port, with additional flags. Kills it after the test. */
export const serve = (folder: string, more: readonly string[] = [], main = COMMAND): ServerProcess => {
  const flags = ['serve', '--port', '0', '--data', folder, '--log-level', 'error', ...more];
  const child = spawn(process.execPath, [main, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const ready = firstLine(child).then((line) => {
    const endpoint = /^cosell ready on (https?:\S+)$/.exec(line ?? '')?.[1];
    if (!endpoint) throw new Error(`The server ended before it was ready, and said ${line}`);
    return { endpoint };
  });
  ready.catch(() => {});
  return {
    ready,
    signal: (signal) => void child.kill(signal),
    end: async (signal) => {
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
};

const firstLine = async ({ stdout }: ChildProcess): Promise<string | undefined> => {
  if (!stdout) return undefined;
  for await (const line of createInterface({ input: stdout })) return line;
  return undefined;
};
