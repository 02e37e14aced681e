import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { COMMAND } from '../support/command.ts';
import { temporaryFolder } from '../support/server.ts';

/** Starts a program that starts cosell by a shell, as npx does, and waits until the server is ready. */
const startBetween = async (line: string, env: Record<string, string>) => {
  const pidFile = join(await temporaryFolder(), 'cosell.pid');
  const serve = `${process.execPath} ${COMMAND} serve --port 0 --data memory --log-level error`;
  const script = `require('child_process').spawn('sh', ['-c', process.argv[1]], { stdio: 'inherit' }); setInterval(() => {}, 1e6)`;
  const { npm_command: _, npm_lifecycle_event: __, ...inherited } = process.env;
  const starter = spawn(
    process.execPath,
    ['-e', script, line.replace('SERVE', serve).replace('PID', pidFile)],
    {
      env: { ...inherited, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await once(starter.stdout, 'data');
  const pid = Number(await readFile(pidFile, 'utf8'));
  onTestFinished(() => {
    for (const one of [pid, starter.pid ?? 0]) {
      try {
        process.kill(one, 'SIGKILL');
      } catch {}
    }
  });
  return { starter, pid };
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const EXECUTED = 'echo $$ > PID; exec SERVE';
const IN_SHELL = 'SERVE & echo $! > PID; wait';

describe('a server that npx has started', () => {
  it.each([
    ['directly', EXECUTED],
    ['by a shell that lives on', IN_SHELL],
  ])('%s ends when npx is killed', async (_how, line) => {
    const { starter, pid } = await startBetween(line, { npm_command: 'exec' });
    expect(isAlive(pid)).toBe(true);
    starter.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 60_000 }).toBe(false);
  });
});

it('a server ends with whoever started it if the variable says so', async () => {
  const { starter, pid } = await startBetween(EXECUTED, { COSELL_EXIT_WITH_PARENT: 'true' });
  starter.kill('SIGKILL');
  await expect.poll(() => isAlive(pid), { timeout: 60_000 }).toBe(false);
});

it.each([
  ['nobody of npm has started it', {}],
  ['the variable says so', { npm_command: 'exec', COSELL_EXIT_WITH_PARENT: 'false' }],
])('a server goes on without whoever started it if %s', async (_why, env) => {
  const { starter, pid } = await startBetween(EXECUTED, env as Record<string, string>);
  starter.kill('SIGKILL');
  await once(starter, 'exit');
  // More than two looks.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(isAlive(pid)).toBe(true);
});
