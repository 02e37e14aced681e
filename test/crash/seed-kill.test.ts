import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { referral } from '../support/init.ts';
import { underTest } from '../support/postgres.ts';
import { startProgram } from '../support/program.ts';
import { startReceiver } from '../support/receiver.ts';
import { ALPHA, temporaryFolder } from '../support/server.ts';
import { webhook } from '../support/targets.ts';

/** More than a server performs until the test hears of the first and has killed it. */
const ACTIONS = 500;

it('goes on with a seed after the server was killed, and repeats at most the action in hand', {
  timeout: 240_000,
}, async () => {
  const folder = await temporaryFolder();
  const location = await underTest({ folder: join(folder, 'data') });
  if (location === 'memory') throw new Error('Memory outlives no process.');
  const at =
    'databaseUrl' in location ? ['--database-url', location.databaseUrl] : ['--data', location.folder];
  const count = async (): Promise<number> => {
    const store = await openStore(location);
    try {
      return (await store.reads.selectFrom('engagement_invitations').select('id').execute()).length;
    } finally {
      await store.close();
    }
  };
  const receiver = await startReceiver();
  const seed = join(folder, 'seed.json');
  await writeFile(seed, JSON.stringify(Array.from({ length: ACTIONS }, () => referral(ALPHA))));
  const config = join(folder, 'config.json');
  await writeFile(config, JSON.stringify({ webhooks: [webhook('hook', receiver.url)] }));
  const start = () =>
    startProgram(['serve', ...at, '--port', '0', '--log-level', 'error', '--config', config, '--seed', seed]);

  const killed = start();
  await expect.poll(() => receiver.received.length, { timeout: 60_000 }).toBeGreaterThan(0);
  killed.child.kill('SIGKILL');
  await killed.ended();
  expect(killed.stdout).toBe('');
  const before = await count();
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(ACTIONS);

  const next = start();
  await next.ready();
  next.child.kill('SIGTERM');
  await next.ended();
  const after = await count();
  expect(after).toBeGreaterThanOrEqual(ACTIONS);
  expect(after).toBeLessThanOrEqual(ACTIONS + 1);
});
