import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { FROM_DIST } from '../processes.ts';
import type { Held } from './held.ts';

/** A server whose turns of the event loop are measured. */
export interface WatchedServer {
  endpoint: string;
  /** Returns the longest turn while `work` runs. */
  during(work: () => Promise<unknown>): Promise<Held>;
  stop(): Promise<void>;
}

const watch = new URL('./watch.ts', import.meta.url).href;

export const startWatched = async (args: readonly string[]): Promise<WatchedServer> => {
  const child = spawn(process.execPath, ['--import', watch, FROM_DIST, 'serve', '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, COSELL_LOG_LEVEL: 'error' },
  });
  return {
    endpoint: await readyEndpoint(child),
    during: async (work) => {
      await ask(child, 'begin');
      await work();
      return (await ask(child, 'end')) as Held;
    },
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
};

const ask = async (child: ChildProcess, what: 'begin' | 'end'): Promise<unknown> => {
  const answered = once(child, 'message');
  child.send(what);
  return (await answered)[0];
};

const readyEndpoint = async (child: ChildProcess): Promise<string> => {
  if (!child.stdout) throw new Error('The server has no output');
  for await (const line of createInterface(child.stdout)) {
    const [, endpoint] = / ready on (\S+)$/.exec(line) ?? [];
    if (endpoint) return endpoint;
  }
  throw new Error('The server ended before it was ready');
};
