import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { claimRetention } from '../../src/store/retention/claim.ts';
import { createRetention, type RetentionOptions } from '../../src/store/retention/retention.ts';
import { readRetention } from '../../src/store/retention/settings.ts';
import { operate } from '../support/operator.ts';
import { readEndedTasks, writeEndedTasks } from '../support/over.ts';
import { administer, freshDatabase } from '../support/postgres.ts';
import { startServer } from '../support/server.ts';

const TASKS = 1_000;
const retention = { events: '1h', clientTokens: '1h', tasks: '1h', deadLetters: '1h' };
const AN_HOUR_MS = 3_600_000;

const openNode = async (databaseUrl: string, options: Partial<RetentionOptions> = {}) => {
  const store = await openStore({ databaseUrl });
  onTestFinished(() => store.close());
  const errors: unknown[] = [];
  let aheadMs = 0;
  const now = () => new Date(Date.now() + aheadMs).toISOString();
  const passes = createRetention({
    store,
    clock: { now, onJump: () => {} },
    kept: await readRetention(retention),
    isShared: true,
    onError: (error) => errors.push(error),
    ...options,
  });
  return {
    store,
    errors,
    pass: passes.pass,
    advance: (milliseconds: number) => {
      aheadMs += milliseconds;
    },
  };
};

test('nodes that delete at the same moment delete each row once, and nothing by half', async () => {
  const databaseUrl = await freshDatabase();
  const nodes = await Promise.all(Array.from({ length: 3 }, () => openNode(databaseUrl)));
  const [first] = nodes;
  await writeEndedTasks(first!.store, TASKS, new Date().toISOString());
  await first!.pass();
  for (const node of nodes) node.advance(2 * AN_HOUR_MS);
  for (;;) {
    await Promise.all(nodes.map(({ pass }) => pass()));
    const left = await readEndedTasks(first!.store);
    if (left.tasks === 0) break;
  }
  expect(await readEndedTasks(first!.store)).toEqual({ tasks: 0, tokens: 0, sequences: [] });
  expect(nodes.flatMap(({ errors }) => errors)).toEqual([]);
});

test('each of two nodes counts what it has deleted itself', async () => {
  const databaseUrl = await freshDatabase();
  const servers = [
    await startServer({ databaseUrl, retention }),
    await startServer({ databaseUrl, retention }),
  ];
  const store = await openStore({ databaseUrl });
  onTestFinished(() => store.close());
  await writeEndedTasks(store, TASKS, new Date().toISOString());
  await servers[0]!.retention.run();
  await servers[0]!.clock.advance({ by: '2h' });
  const deleted = { events: 0, clientTokens: 0, tasks: 0, deadLetters: 0 };
  while ((await readEndedTasks(store)).tasks > 0) {
    for (const answer of await Promise.all(servers.map((server) => server.retention.run())))
      for (const { name, rows } of answer.deleted) deleted[name as keyof typeof deleted] += rows;
  }
  expect(deleted).toEqual({ events: TASKS, clientTokens: TASKS, tasks: TASKS, deadLetters: 0 });
});

test('tasks stay while another node has their client tokens in hand, because it may die', async () => {
  const databaseUrl = await freshDatabase();
  const [dying, other] = [await openNode(databaseUrl), await openNode(databaseUrl)];
  await writeEndedTasks(dying.store, 250, new Date().toISOString());
  other.advance(2 * AN_HOUR_MS);
  const inHand = Promise.withResolvers<void>();
  const dies = Promise.withResolvers<void>();
  const doomed = dying.store
    .transaction(async (tx) => {
      await tx.deleteFrom('client_tokens').where('token', 'like', '%1').execute();
      inHand.resolve();
      await dies.promise;
      throw new Error('died');
    })
    .catch(() => {});
  await inHand.promise;
  const deleted = await other.pass();
  expect(deleted).toMatchObject({ clientTokens: 225, tasks: 0 });
  dies.resolve();
  await doomed;
  expect(await readEndedTasks(other.store)).toMatchObject({ tasks: 250, tokens: 25 });
  expect(await other.pass()).toMatchObject({ clientTokens: 25, tasks: 250 });
});

test('one node at a time has the work, by the clock of the database, and one that stood still for ten minutes gives it up', async () => {
  const databaseUrl = await freshDatabase();
  const { store } = await openNode(databaseUrl);
  const claim = (owner: string) => store.transaction((tx) => claimRetention(tx, owner));
  const passes = (minutes: number) =>
    administer(
      databaseUrl,
      `update meta set value = split_part(value, ' ', 1) || ' ' || to_char(
         split_part(value, ' ', 2)::timestamptz at time zone 'utc' - interval '${minutes} minutes',
         'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
       where name = 'retention-claim'`,
    );
  expect(await Promise.all(['a', 'b', 'c'].map(claim)).then((all) => all.filter(Boolean))).toEqual([true]);
  await administer(databaseUrl, "delete from meta where name = 'retention-claim'");
  expect([await claim('a'), await claim('b'), await claim('a')]).toEqual([true, false, true]);
  await passes(1);
  expect([await claim('b'), await claim('a')]).toEqual([false, true]);
  await passes(10);
  expect([await claim('b'), await claim('a')]).toEqual([true, false]);
});

test('jobs that were given up are deleted when their time is over, and others stay', async () => {
  const databaseUrl = await freshDatabase();
  const server = await startServer({ databaseUrl, retention });
  const dead = (id: string, state: string, age: string) =>
    administer(
      databaseUrl,
      `insert into cosell_jobs.job (name, data, state, start_after, completed_on, retry_limit)
       values ('run-task.dead', '{"payload":{"catalog":"Sandbox","id":"${id}"}}', '${state}', now() + interval '1 year',
         ${state === 'completed' ? `now() - interval '${age}'` : 'null'}, 10000000)`,
    );
  for (let index = 0; index < 120; index += 1) await dead(`over-${index}`, 'completed', '61 minutes');
  await dead('kept', 'completed', '50 minutes');
  await dead('waiting', 'created', '');
  const ids = async () =>
    (
      await administer(databaseUrl, `select data->'payload'->>'id' as id from cosell_jobs.job order by 1`)
    ).map(({ id }) => id);
  expect((await server.retention.run()).deleted).toContainEqual({ name: 'deadLetters', rows: 120 });
  expect(await ids()).toEqual(['kept', 'waiting']);
  await operate(server, 'POST', 'clock/advance', { by: '1h' });
  expect((await server.retention.run()).deleted).toContainEqual({ name: 'deadLetters', rows: 1 });
  expect(await ids()).toEqual(['waiting']);
});
