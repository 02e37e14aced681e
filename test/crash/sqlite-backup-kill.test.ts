import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { verifyBackup } from '../../src/store/backup-file.ts';
import { openStore } from '../../src/store/index.ts';
import { startProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/server.ts';
import { times } from '../support/thorough.ts';

const KILLS = times({ usual: 5, all: 20 });
const ROWS = 20_000;

const insertEvents = async (folder: string, text: string): Promise<void> => {
  const store = await openStore({ folder });
  await store.transaction(async (tx) => {
    for (let at = 0; at < ROWS; at += 500) {
      const rows = Array.from({ length: 500 }, (_, index) => ({
        token: `token-${text}-${at + index}`,
        account_id: '111122223333',
        catalog: 'Sandbox' as const,
        operation: 'CreateEngagement',
        request_hash: text,
        result: '',
        created_at: '2026-01-01T00:00:00.000Z',
      }));
      await tx.insertInto('client_tokens').values(rows).execute();
    }
  });
  await store.close();
};

/** The texts of the rows at a place, and their number. */
const contentOf = async (folder: string): Promise<string> => {
  const store = await openStore({ folder });
  const rows = await store.reads
    .selectFrom('client_tokens')
    .select(({ fn }) => ['request_hash', fn.countAll().as('count')])
    .groupBy('request_hash')
    .execute();
  await store.close();
  return rows.map(({ request_hash, count }) => `${request_hash} ${count}`).join();
};

/** Runs a command and kills it somewhere in its work: at a time that is spread over how long a whole run took. */
const killAt = async (args: string[], afterMs: number): Promise<void> => {
  const program = startProgram(args);
  await Promise.race([sleep(afterMs), program.ended()]);
  program.child.kill('SIGKILL');
  await program.ended();
};

test('a killed backup leaves no file or a whole one; a killed restore the old data or the new', async () => {
  const [oldFolder, newFolder, backups] = [
    await temporaryFolder(),
    await temporaryFolder(),
    await temporaryFolder(),
  ];
  await insertEvents(oldFolder, 'old');
  await insertEvents(newFolder, 'new');
  const [old, fresh] = [`old ${ROWS}`, `new ${ROWS}`];
  const file = join(backups, 'whole.backup');
  const began = performance.now();
  expect(await startProgram(['backup', file, '--data', newFolder]).ended()).toBe(0);
  const wholeMs = performance.now() - began;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const killed = join(backups, `${kill}.backup`);
    await killAt(['backup', killed, '--data', newFolder], ((kill + 3) / (KILLS + 3)) * wholeMs);
    if (existsSync(killed)) await verifyBackup(killed);
  }
  expect(await contentOf(newFolder)).toBe(fresh);
  let isRestored = false;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const restore = ['restore', file, '--force', '--data', oldFolder];
    await killAt(restore, ((kill + 3) / (KILLS + 3)) * 1.5 * wholeMs);
    const content = await contentOf(oldFolder);
    // Once it is there, the next restores replace it by itself.
    if (content === fresh) isRestored = true;
    expect(content).toBe(isRestored ? fresh : old);
  }
  const last = startProgram(['restore', file, '--force', '--data', oldFolder]);
  expect([await last.ended(), last.stderr]).toEqual([0, '']);
  expect(last.stdout).toMatch(/^Restored \d+ rows of .*Z\. To be continued: 0 tasks in progress/);
  expect(await contentOf(oldFolder)).toBe(fresh);
  expect((await readdir(oldFolder)).filter((name) => name.includes('restore'))).toEqual([]);
});
