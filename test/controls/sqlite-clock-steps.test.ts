import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { DAY } from '../support/clock.ts';
import { invite, opportunity, refer, runAcceptTask } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { checkInvariants } from '../support/invariants.ts';
import { startProgram } from '../support/program.ts';
import { firstComings, startReceiver, status } from '../support/receiver.ts';
import { ALPHA, BETA, clientOf, readFeed, temporaryFolder } from '../support/server.ts';
import { shiftedClock } from '../support/shifted-clock.ts';
import { webhook } from '../support/targets.ts';
import { change } from '../support/update.ts';

const AN_HOUR_MS = 3_600_000;

test('the clock of the machine is set back an hour, then ahead by weeks, while the server works', {
  timeout: 240_000,
}, async () => {
  let isBusy = true;
  const receiver = await startReceiver((response, received, count) =>
    (isBusy ? status(503, { 'retry-after': '60' }) : status(200))(response, received, count),
  );
  const folder = await temporaryFolder();
  const config = join(await temporaryFolder(), 'config.json');
  await writeFile(config, JSON.stringify({ webhooks: [webhook('hook', receiver.url)] }));
  const clock = await shiftedClock(0);
  const flags = ['--port', '0', '--data', folder, '--config', config, '--log-level', 'error'];
  const program = startProgram(['serve', ...flags], clock.env);
  const server = { endpoint: await program.ready() };
  const [alpha, beta] = [clientOf(server, ALPHA), clientOf(server, BETA)];
  const set = async (milliseconds: number) => {
    await clock.shift(milliseconds);
    program.child.kill('SIGUSR2');
  };
  const stageOf = async (Identifier: string) =>
    (await alpha.getOpportunity({ Catalog: 'Sandbox', Identifier })).LastModifiedDate ?? new Date(0);

  const { Id: own = '' } = await alpha.createOpportunity(opportunity());
  const { invitationId: forgotten } = await invite(alpha, BETA);
  await eventually(() => receiver.received.length > 0);

  isBusy = false;
  await set(-AN_HOUR_MS);
  const created = await stageOf(own);
  await change(alpha, own, () => ({ PartnerOpportunityIdentifier: 'crm-1' }));
  expect(Number(await stageOf(own))).toBeGreaterThan(Number(created));
  for (let count = 0; count < 5; count += 1) {
    const { invitationId } = await refer(alpha);
    expect((await runAcceptTask(alpha, invitationId)).TaskStatus).toBe('COMPLETE');
  }
  // What was to be delivered again in a minute, by the clock before, does not wait for an hour and a minute.
  const feed = async () => (await readFeed(server)).map(({ id }) => id);
  await eventually(async () => firstComings(receiver.ids()).length === (await feed()).length);
  expect(firstComings(receiver.ids())).toEqual(await feed());

  const get = () => beta.getEngagementInvitation({ Catalog: 'Sandbox', Identifier: forgotten });
  expect((await get()).Status).toBe('PENDING');
  await set(16 * DAY);
  const expired = await eventually(async () => {
    const found = (await readFeed(server)).filter(
      (event) => event['detail-type'] === 'Engagement Invitation Expired',
    );
    return found.length >= 2 ? found : undefined;
  });
  expect(expired.map(({ account }) => account)).toEqual([ALPHA, BETA]);
  expect((await get()).Status).toBe('EXPIRED');

  await set(0);
  const { invitationId } = await refer(alpha);
  expect((await runAcceptTask(alpha, invitationId)).TaskStatus).toBe('COMPLETE');
  await eventually(async () => firstComings(receiver.ids()).length === (await feed()).length);
  expect(firstComings(receiver.ids())).toEqual(await feed());
  program.child.kill('SIGTERM');
  expect([await program.ended(), program.stderr]).toEqual([0, '']);
  const store = await openStore({ folder });
  const invariants = await checkInvariants(store.reads);
  await store.close();
  expect(invariants.filter(({ violations }) => violations.length > 0)).toEqual([]);
});
