import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { plusMilliseconds, systemClock } from '../../../src/kit/flow/clock.ts';
import { type JobHandler, type JobHandlers, type Jobs, jobName } from '../../../src/kit/queue/jobs.ts';
import { createPgBossQueue, type PgBossQueueOptions } from '../../../src/kit/queue/pg-boss/index.ts';
import { pgBossDatabase } from '../../../src/server/backing.ts';
import { afterCommit, openStore, type Store } from '../../../src/store/index.ts';
import type { Queries } from '../../../src/store/tables.ts';
import { DAY, movableClock } from '../../support/clock.ts';
import { eventually } from '../../support/engine.ts';
import { administer, freshDatabase } from '../../support/postgres.ts';

const job = jobName<{ catalog: string; id: string }>('run-task');

const openNode = async (
  databaseUrl: string,
  options: Partial<PgBossQueueOptions<Queries>> = {},
): Promise<{ store: Store; jobs: Jobs<Queries> }> => {
  const store = await openStore({ databaseUrl });
  onTestFinished(() => store.close());
  const jobs = await createPgBossQueue({
    ...pgBossDatabase(databaseUrl, [job.name]),
    ...{ clock: systemClock, afterCommit, onError: () => {} },
    ...options,
  });
  onTestFinished(() => jobs.stop());
  return { store, jobs };
};

/** Handlers; what a test does not need fails it. */
const handlers = (
  run: (id: string) => Promise<void> | void,
  giveUp: (id: string, error: unknown) => void = (id) => expect.unreachable(`${id} was given up`),
): JobHandlers => {
  const handler: JobHandler<{ id: string }> = {
    run: async ({ id }) => run(id),
    giveUp: async ({ id }, error) => giveUp(id, error),
  };
  return { 'run-task': handler };
};

const ask = ({ store, jobs }: { store: Store; jobs: Jobs<Queries> }, id: string, runAt?: string) =>
  store.transaction((tx) => jobs.enqueue(tx, job, { catalog: 'Sandbox', id }, runAt));

test('a job runs once its transaction is durable, and never if that was rolled back', async () => {
  const node = await openNode(await freshDatabase());
  const ran: string[] = [];
  node.jobs.start(handlers((id) => void ran.push(id)));
  await node.store
    .transaction(async (tx) => {
      await node.jobs.enqueue(tx, job, { catalog: 'Sandbox', id: 'undone' });
      throw new Error('rolled back');
    })
    .catch(() => {});
  await ask(node, 'done');
  await eventually(() => ran.length > 0);
  expect(ran).toEqual(['done']);
});

test('200 jobs over two nodes run once each, and leave nothing behind', async () => {
  const databaseUrl = await freshDatabase();
  const nodes = [await openNode(databaseUrl), await openNode(databaseUrl)];
  const ran: string[] = [];
  for (const node of nodes) node.jobs.start(handlers((id) => void ran.push(id)));
  const ids = Array.from({ length: 200 }, (_, index) => `job-${index}`);
  await Promise.all(ids.map((id, index) => ask(nodes[index % 2]!, id)));
  await eventually(() => ran.length >= ids.length);
  await Promise.all(nodes.map((node) => node.jobs.stop()));
  expect(ran.toSorted()).toEqual(ids.toSorted());
  expect(await administer(databaseUrl, 'select * from cosell_jobs.job')).toEqual([]);
});

test('a node that has no room, or runs no jobs, tells the others', async () => {
  const databaseUrl = await freshDatabase();
  const asking = await openNode(databaseUrl);
  const running = await openNode(databaseUrl);
  const ran: string[] = [];
  running.jobs.start(handlers((id) => void ran.push(id)));
  await ask(asking, 'told');
  await eventually(() => ran.length > 0);
  expect(ran).toEqual(['told']);
});

test('of many jobs at once the other nodes are told in two messages', async () => {
  const databaseUrl = await freshDatabase();
  const { store, jobs } = await openNode(databaseUrl);
  const listener = new pg.Client({ connectionString: databaseUrl });
  await listener.connect();
  onTestFinished(() => listener.end());
  const messages: (string | undefined)[] = [];
  listener.on('notification', ({ payload }) => messages.push(payload));
  await listener.query('listen cosell_jobs');
  await store.transaction(async (tx) => {
    for (let id = 0; id < 40; id += 1) await jobs.enqueue(tx, job, { catalog: 'Sandbox', id: `${id}` });
  });
  // Only then has all been sent.
  await jobs.stop();
  await listener.query('select 1');
  expect(messages).toEqual(['run-task', 'run-task']);
});

test('a job that fails again and again is given up once, and its dead letter can be read', async () => {
  const databaseUrl = await freshDatabase();
  const failures: unknown[] = [];
  const node = await openNode(databaseUrl, {
    attempts: 2,
    onError: (error, job) => failures.push([String(error), job.attempts, job.givenUp]),
  });
  const givenUp: unknown[] = [];
  node.jobs.start(
    handlers(
      () => Promise.reject(new Error('no luck')),
      (id, error) => givenUp.push([id, error]),
    ),
  );
  await ask(node, 'unlucky');
  await eventually(() => givenUp.length > 0);
  await node.jobs.stop();
  expect(givenUp).toEqual([['unlucky', { message: 'Error: no luck' }]]);
  expect(failures).toEqual([
    ['Error: no luck', 1, false],
    ['Error: no luck', 2, true],
  ]);
  expect(
    await administer(
      databaseUrl,
      "select data, source_name, source_output, state::text from cosell_jobs.job where name = 'run-task.dead'",
    ),
  ).toEqual([
    {
      data: { payload: { catalog: 'Sandbox', id: 'unlucky' } },
      source_name: 'run-task',
      source_output: { message: 'Error: no luck' },
      state: 'completed',
    },
  ]);
});

test('a job for later runs when the clock has jumped there', async () => {
  const clock = movableClock();
  const node = await openNode(await freshDatabase(), { clock });
  const ran: string[] = [];
  node.jobs.start(handlers((id) => void ran.push(id)));
  await ask(node, 'in 15 days', plusMilliseconds(clock.now(), 15 * DAY));
  await ask(node, 'in 17 days', plusMilliseconds(clock.now(), 17 * DAY));
  await ask(node, 'now');
  await eventually(() => ran.length > 0);
  clock.advance(16 * DAY);
  await eventually(() => ran.length > 1);
  expect(ran).toEqual(['now', 'in 15 days']);
  clock.advance(2 * DAY);
  await eventually(() => ran.length > 2);
  expect(ran).toEqual(['now', 'in 15 days', 'in 17 days']);
});

test('stopping waits for the job that runs, and leaves the others to the other nodes', async () => {
  const databaseUrl = await freshDatabase();
  const first = await openNode(databaseUrl, { concurrency: 1 });
  const started = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const ran: string[] = [];
  first.jobs.start(
    handlers(async (id) => {
      started.resolve();
      await finish.promise;
      ran.push(`first: ${id}`);
    }),
  );
  await ask(first, 'one');
  await started.promise;
  await ask(first, 'two');
  const stopped = first.jobs.stop();
  finish.resolve();
  await stopped;
  expect(ran).toEqual(['first: one']);
  const second = await openNode(databaseUrl);
  second.jobs.start(handlers((id) => void ran.push(`second: ${id}`)));
  await eventually(() => ran.length > 1);
  expect(ran).toEqual(['first: one', 'second: two']);
});

test('a job runs at once, though the clock of the database was set back since it was enqueued or failed', async () => {
  const databaseUrl = await freshDatabase();
  const node = await openNode(databaseUrl);
  await ask(node, 'new');
  await ask(node, 'failed');
  await ask(node, 'tomorrow', plusMilliseconds(systemClock.now(), DAY));
  await administer(
    databaseUrl,
    `update cosell_jobs.job set start_after = start_after + interval '10 days' where data->>'runAt' is null`,
  );
  await administer(
    databaseUrl,
    `update cosell_jobs.job set state = 'retry', retry_count = 1 where data->'payload'->>'id' = 'failed'`,
  );
  const ran: string[] = [];
  node.jobs.start(handlers((id) => void ran.push(id)));
  await eventually(() => ran.length > 1);
  expect(ran.toSorted()).toEqual(['failed', 'new']);
});

test('the job of a node that was killed runs on another', async () => {
  const databaseUrl = await freshDatabase();
  const node = await openNode(databaseUrl);
  await ask(node, 'taken over');
  const doomed = spawn(process.execPath, [
    fileURLToPath(new URL('./pg-boss-doomed-node.ts', import.meta.url)),
    databaseUrl,
  ]);
  onTestFinished(() => void doomed.kill('SIGKILL'));
  expect(String((await once(doomed.stdout, 'data'))[0])).toBe('running taken over\n');
  doomed.kill('SIGKILL');
  await once(doomed, 'exit');
  const ran: string[] = [];
  node.jobs.start(handlers((id) => void ran.push(id)));
  await expect.poll(() => ran, { timeout: 40_000 }).toEqual(['taken over']);
});

test('the job of an account does not wait for the backlog of another', async () => {
  const databaseUrl = await freshDatabase();
  const keyOf = (_queue: string, payload: unknown) => (payload as { id: string }).id[0];
  const node = await openNode(databaseUrl, { keyOf, concurrency: 2 });
  await node.store.transaction(async (tx) => {
    for (let index = 0; index < 100; index++) {
      await node.jobs.enqueue(tx, job, { catalog: 'Sandbox', id: `a${index}` });
    }
  });
  for (const id of ['b0', 'b1', 'c0']) await ask(node, id);
  const ran: string[] = [];
  node.jobs.start(handlers((id) => void ran.push(id)));
  await eventually(() => ran.length === 103);
  // pg-boss orders by whole seconds: five jobs of `a` count as of each.
  const others = ran.filter((id) => id[0] !== 'a');
  expect(others.toSorted()).toEqual(['b0', 'b1', 'c0']);
  for (const id of others) expect(ran.indexOf(id)).toBeLessThan(50);
});
