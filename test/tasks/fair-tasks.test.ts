import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { backingOf, type JobsOptions } from '../../src/server/backing.ts';
import { refer } from '../support/data.ts';
import { eventually, startEngineAt } from '../support/engine.ts';
import { underTest } from '../support/postgres.ts';
import { ALPHA, BETA, clientOf, readFeed } from '../support/server.ts';

const Catalog = 'Sandbox';
const BACKLOG = 60;

/** Starts a server whose jobs wait until `begin` is called. */
const startHeld = async () => {
  const location = await underTest('memory');
  let begin = (): void => {};
  const createJobs = async (options: JobsOptions) => {
    const jobs = await backingOf(location).createJobs({ ...options, concurrency: 2 });
    return {
      ...jobs,
      start: (...given: Parameters<typeof jobs.start>) => {
        begin = () => jobs.start(...given);
      },
    };
  };
  const server = await startEngineAt(location, { createJobs, taskWait: 0 });
  return { server, begin: () => begin() };
};

test('the task of an account ends early in the backlog of another', async () => {
  const { server, begin } = await startHeld();
  const start = async (account: string) => {
    const client = clientOf(server, account);
    const { invitationId: Identifier } = await refer(client);
    await client.startEngagementByAcceptingInvitationTask({ Catalog, Identifier, ClientToken: randomUUID() });
  };
  for (let task = 0; task < BACKLOG; task++) await start(ALPHA);
  await start(BETA);
  begin();
  const created = await eventually(async () => {
    const feed = (await readFeed(server)).filter((event) => event['detail-type'] === 'Opportunity Created');
    const receivers = feed.map(({ account }) => account);
    return receivers.length >= 2 * (BACKLOG + 1) ? receivers : undefined;
  });
  // Referrals create opportunities too: those come first.
  const ofTasks = created.slice(BACKLOG + 1);
  expect(ofTasks.filter((account) => account === ALPHA)).toHaveLength(BACKLOG);
  expect(ofTasks.indexOf(BETA)).toBeLessThan(BACKLOG / 2);
});
