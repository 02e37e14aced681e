import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';

const cluster = new URL('../support/postgres-cluster.ts', import.meta.url).href;

test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
  'a PostgreSQL ends, and leaves no data, after %s to the process that started it',
  async (signal) => {
    const { child, folder } = await startOne();
    const pid = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
    expect(isRunning(pid)).toBe(true);
    child.kill(signal);
    // Ends when both have gone, or with the patience of the test.
    while (isRunning(pid) || existsSync(folder)) await sleep(50);
  },
);

/** Starts a process that starts a PostgreSQL and then waits. Returns the folder of its data. */
const startOne = async () => {
  const script = `
    import { startCluster } from '${cluster}';
    const { folder } = await startCluster();
    console.log(folder);
    setInterval(() => {}, 60_000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [folder] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, folder };
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
