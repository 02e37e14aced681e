import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Target } from './send.ts';

/** A server in its own process. */
export interface FuzzedServer extends Target {
  /** Whether it still runs. */
  isAlive(): boolean;
  /** Bytes in use after a collection of garbage. */
  heapBytes(): Promise<number>;
  stop(): Promise<void>;
}

export const ACCOUNTS = ['111111111111', '222222222222'] as const;
const SECRET = 'fuzz';
const root = join(import.meta.dirname, '..');

/** Starts a server with two accounts on a folder of its own, or on a database. */
export const startFuzzed = async (auth: 'off' | 'strict', databaseUrl?: string): Promise<FuzzedServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'cosell-fuzz-'));
  const config = join(folder, 'config.json');
  const accounts = ACCOUNTS.map((id) => ({
    id,
    companyName: id,
    credentials: [{ accessKeyId: id, secretAccessKey: SECRET }],
  }));
  await writeFile(config, JSON.stringify({ accounts }));
  const place = databaseUrl ? ['--database-url', databaseUrl] : ['--data', join(folder, 'data')];
  const child = spawn(
    process.execPath,
    [
      '--expose-gc',
      '--import',
      join(root, 'fuzz/heap.ts'),
      join(root, 'src/cli/main.ts'),
      'serve',
      '--port',
      '0',
      ...place,
      '--auth',
      auth,
      '--config',
      config,
      '--task-wait',
      '0',
      '--log-level',
      'error',
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      env: { ...process.env, ...(auth === 'strict' && { COSELL_OPERATOR_TOKEN: SECRET }) },
    },
  );
  const endpoint = await readyEndpoint(child);
  return {
    endpoint,
    key: { accessKeyId: ACCOUNTS[0], secretAccessKey: SECRET },
    isAlive: () => child.exitCode === null && child.signalCode === null,
    heapBytes: async () => {
      child.send('heap');
      const [{ heapUsed }] = (await once(child, 'message')) as [{ heapUsed: number }];
      return heapUsed;
    },
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const readyEndpoint = async ({ stdout }: ChildProcess): Promise<string> => {
  if (stdout) {
    for await (const line of createInterface({ input: stdout })) {
      const [, endpoint] = /ready on (\S+)$/.exec(line) ?? [];
      if (endpoint) return endpoint;
    }
  }
  throw new Error('The server ended before it was ready.');
};
