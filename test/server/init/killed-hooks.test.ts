import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hooks, referral } from '../../support/init.ts';
import { underTest } from '../../support/postgres.ts';
import { startProgram } from '../../support/program.ts';
import { ALPHA, clientOf, temporaryFolder } from '../../support/server.ts';

const place = async (): Promise<string[]> => {
  const location = await underTest({ folder: await temporaryFolder() });
  if (location === 'memory') throw new Error('Memory outlives no process.');
  return 'databaseUrl' in location ? ['--database-url', location.databaseUrl] : ['--data', location.folder];
};

const start = (at: readonly string[], init: string, level = 'error') =>
  startProgram(['serve', ...at, '--port', '0', '--log-level', level, '--init', init]);

/** The script notes that it runs, and waits until the test lets it end. */
const slow = (folder: string) =>
  `echo run >>'${folder}/runs'\nwhile [ ! -e '${folder}/go' ]; do sleep 0.05; done\n`;
const runsIn = async (folder: string): Promise<number> =>
  (await readFile(join(folder, 'runs'), 'utf8').catch(() => '')).split('\n').length - 1;

it('goes on from the unfinished hook after the server was killed', async () => {
  const notes = await temporaryFolder();
  const init = await hooks({ '1.json': [referral(ALPHA)], '2.sh': slow(notes), '3.json': [referral(ALPHA)] });
  const at = await place();
  const killed = start(at, init);
  await expect.poll(() => runsIn(notes), { timeout: 60_000 }).toBe(1);
  killed.child.kill('SIGKILL');
  await killed.ended();
  const next = start(at, init);
  await expect.poll(() => runsIn(notes), { timeout: 60_000 }).toBe(2);
  await hooks({ go: '' }, notes);
  const endpoint = await next.ready();
  const { EngagementInvitationSummaries } = await clientOf({ endpoint }, ALPHA).listEngagementInvitations({
    Catalog: 'Sandbox',
    ParticipantType: 'RECEIVER',
  });
  expect(EngagementInvitationSummaries).toHaveLength(2);
});

it('ends with 0 at SIGTERM, and the hook with it', async () => {
  const notes = await temporaryFolder();
  const init = await hooks({ '1.sh': slow(notes) });
  const at = await place();
  const stopped = start(at, init);
  await expect.poll(() => runsIn(notes), { timeout: 60_000 }).toBe(1);
  stopped.child.kill('SIGTERM');
  expect(await stopped.ended()).toBe(0);
  const next = start(at, init, 'info');
  // Not after the time of a server that has died: it has given its claim back.
  await expect.poll(() => runsIn(notes), { timeout: 60_000 }).toBe(2);
  await hooks({ go: '' }, notes);
  await next.ready();
});
