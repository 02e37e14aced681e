import { expect, test } from 'vitest';
import { invite, refer, runAcceptTask } from '../support/data.ts';
import { eventually, startEngine } from '../support/engine.ts';
import { failingStore } from '../support/failing-store.ts';
import { advance, freeze, setClock } from '../support/operator.ts';
import { administer, freshDatabase } from '../support/postgres.ts';
import { ALPHA, BETA, clientOf, readFeed, startServer } from '../support/server.ts';

const expired = async (server: { endpoint: string }) =>
  (await readFeed(server, ALPHA)).filter((event) => event['detail-type'] === 'Engagement Invitation Expired');
/** Returns in how many seconds of real time the database will offer each waiting job. */
const waits = async (databaseUrl: string): Promise<number[]> => {
  const rows = await administer(
    databaseUrl,
    `select extract(epoch from start_after - now())::float as seconds
     from cosell_jobs.job where name = 'expire-invitation' and state = 'created'`,
  );
  return rows.map(({ seconds }) => Number(seconds));
};

test('a job that is almost due while the clock is frozen is postponed, and runs once it is due', async () => {
  const databaseUrl = await freshDatabase();
  const server = await startServer({ databaseUrl });
  await freeze(server);
  await invite(clientOf(server, ALPHA), BETA);
  await advance(server, 15 * 86_400_000 - 60_000);
  await advance(server, 59_999);
  await eventually(async () => {
    const [seconds = 0] = await waits(databaseUrl);
    return seconds > 30 ? true : undefined;
  });
  expect(await expired(server)).toEqual([]);
  await advance(server, 1);
  await eventually(async () => ((await expired(server)).length === 1 ? true : undefined));
});

test('a job waits for the remaining real time, wherever the clock is moved', async () => {
  const databaseUrl = await freshDatabase();
  const server = await startServer({ databaseUrl });
  await invite(clientOf(server, ALPHA), BETA);
  const days = async () => (await waits(databaseUrl)).map((seconds) => Math.round(seconds / 86_400));
  expect(await days()).toEqual([15]);
  await advance(server, '10d');
  expect(await days()).toEqual([5]);
  await setClock(server, 'machine');
  expect(await days()).toEqual([15]);
});

test('a failing step is retried while the clock is frozen', async () => {
  const plan = failingStore();
  const server = await startEngine({ openStore: plan.openStore });
  const client = clientOf(server, ALPHA);
  const { invitationId } = await refer(client);
  await freeze(server);
  plan.failNext(1, 'insert opportunities');
  expect((await runAcceptTask(client, invitationId)).TaskStatus).toBe('COMPLETE');
  expect(plan.failures).toBe(1);
});
