import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { backingOf, type JobsOptions } from '../../../src/server/backing.ts';
import { engagement, refer } from '../../support/data.ts';
import { startEngineAt } from '../../support/engine.ts';
import { scrape, sumOf } from '../../support/metrics.ts';
import { advance, referBy } from '../../support/operator.ts';
import { underTest } from '../../support/postgres.ts';
import { startReceiver, status } from '../../support/receiver.ts';
import { ALPHA, clientOf, startServer } from '../../support/server.ts';

const Catalog = 'Sandbox';
const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
/** Longer than what the database said is told again. */
const PATIENCE_MS = 30_000;

test('jobs that are due, and calls that wait for them, are told until they are done', async () => {
  const location = await underTest('memory');
  let begin = (): void => {};
  const createJobs = async (options: JobsOptions) => {
    const jobs = await backingOf(location).createJobs(options);
    return {
      ...jobs,
      start: (...given: Parameters<typeof jobs.start>) => {
        begin = () => jobs.start(...given);
      },
    };
  };
  const server = await startEngineAt(location, { createJobs, taskWait: 120_000 });
  const client = clientOf(server, ALPHA);
  const { invitationId: Identifier } = await refer(client);
  const started = client.startEngagementByAcceptingInvitationTask({
    Catalog,
    Identifier,
    ClientToken: randomUUID(),
  });
  await vi.waitFor(async () => {
    const { families } = await scrape(server);
    expect(sumOf(families, 'cosell_waiting_starts')).toBe(1);
    expect(sumOf(families, 'cosell_jobs_due', { queue: 'run-task' })).toBe(1);
    expect(sumOf(families, 'cosell_jobs_oldest_due_seconds', { queue: 'run-task' })).toBeGreaterThan(0);
  }, PATIENCE_MS);
  begin();
  expect(await started).toMatchObject({ TaskStatus: 'COMPLETE' });
  await vi.waitFor(async () => {
    const { families } = await scrape(server);
    expect(sumOf(families, 'cosell_waiting_starts')).toBe(0);
    expect(sumOf(families, 'cosell_jobs_due', { queue: 'run-task' })).toBe(0);
  }, PATIENCE_MS);
}, 90_000);

test('a target that fails is behind, by the age of its oldest event; what a target refuses for good is a dead letter', async () => {
  const failing = await startReceiver(status(503));
  const refusing = await startReceiver(status(410));
  const server = await startServer({
    allowPrivateTargets: true,
    webhooks: [
      { name: 'failing', url: failing.url, secret },
      { name: 'refusing', url: refusing.url, secret },
    ],
  });
  await referBy(server, { account: ALPHA, catalog: Catalog });
  await vi.waitFor(() => expect(failing.received.length).toBeGreaterThan(0), PATIENCE_MS);
  await advance(server, '20m');
  await vi.waitFor(async () => {
    const { families } = await scrape(server);
    expect(sumOf(families, 'cosell_outbox_targets_behind', { kind: 'webhook' })).toBe(1);
    expect(
      sumOf(families, 'cosell_outbox_oldest_undelivered_seconds', { kind: 'webhook' }),
    ).toBeGreaterThanOrEqual(1_200);
    expect(sumOf(families, 'cosell_outbox_targets_behind', { kind: 'rule' })).toBe(0);
    expect(sumOf(families, 'cosell_dead_letters')).toBeGreaterThan(0);
  }, PATIENCE_MS);
}, 90_000);

test('an open live stream is counted until it is closed', async () => {
  const server = await startServer();
  const closing = new AbortController();
  const stream = await fetch(`${server.endpoint}/_cosell/live`, { signal: closing.signal });
  expect(stream.status).toBe(200);
  expect(sumOf((await scrape(server)).families, 'cosell_live_streams')).toBe(1);
  closing.abort();
  await vi.waitFor(
    async () => expect(sumOf((await scrape(server)).families, 'cosell_live_streams')).toBe(0),
    PATIENCE_MS,
  );
}, 60_000);

test('what retention deleted is counted by kind, and the journal is measured', async () => {
  const server = await startServer({ retention: { events: '10d' }, journal: 2 });
  await server.clock.freeze({});
  const client = clientOf(server, ALPHA);
  await client.createEngagement(engagement());
  expect((await scrape(server)).families.get('cosell_retention_deleted_total')?.samples ?? []).toEqual([]);
  await server.retention.run();
  await server.clock.advance({ by: '11d' });
  await server.retention.run();
  for (const Title of ['', '', '']) await client.createEngagement({ ...engagement(), Title }).catch(() => {});
  await vi.waitFor(async () => {
    const { families } = await scrape(server);
    expect(sumOf(families, 'cosell_retention_deleted_total', { kind: 'events' })).toBe(1);
    expect(sumOf(families, 'cosell_journal_calls')).toBe(2);
    expect(sumOf(families, 'cosell_journal_body_bytes')).toBeGreaterThan(0);
    expect(sumOf(families, 'cosell_journal_body_bytes')).toBeLessThanOrEqual(2 * 32_768);
  }, PATIENCE_MS);
});
