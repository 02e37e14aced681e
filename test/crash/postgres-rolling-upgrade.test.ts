import { Kysely } from 'kysely';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { openStore } from '../../src/store/index.ts';
import type { Tables } from '../../src/store/tables.ts';
import { balance } from '../support/balancer.ts';
import { eventuallyWithin } from '../support/chaos.ts';
import { engagement } from '../support/data.ts';
import { eventually, startEngineAt } from '../support/engine.ts';
import { type FleetNode, NEWER, startNode } from '../support/fleet.ts';
import { checkInvariants, describeInvariants } from '../support/invariants.ts';
import { startLoad } from '../support/load.ts';
import { nextVersion } from '../support/next-version.ts';
import { checkTold } from '../support/outside-view.ts';
import { administer, freshDatabase } from '../support/postgres.ts';
import { startProgram } from '../support/program.ts';
import { ALPHA, clientOf } from '../support/server.ts';

/** Milliseconds in which whatever the test waits for has to happen, on a machine that is busy. */
const LIMIT = 240_000;
/** Timeout of a response in milliseconds: no node hangs here, but the machine may be busy. */
const PATIENCE = 60_000;
/** Number of tasks that end in each phase of the upgrade before the next begins. */
const TASKS = 25;

test('nodes of two versions serve side by side while the schema changes under load', {
  timeout: 1_200_000,
}, async () => {
  const databaseUrl = await freshDatabase();
  const over = new AbortController();
  const old = [startNode('old one', databaseUrl), startNode('old two', databaseUrl)];
  await Promise.all(old.map((node) => node.up()));
  let serving: FleetNode[] = old;
  const balancer = balance(() => serving, over.signal, PATIENCE);
  onTestFinished(() => balancer.close());
  const load = startLoad({ balancer, random: Math.random, pause: 50, signal: over.signal });
  onTestFinished(async () => {
    over.abort();
    await load.finish();
  });
  const ended = (): number => [...load.told.tasks.values()].filter(({ end }) => end !== undefined).length;
  const isUnderLoad = async (when: string): Promise<void> => {
    const before = ended();
    await eventuallyWithin(LIMIT, `tasks ${when}`, over.signal, () => ended() >= before + TASKS);
  };
  await isUnderLoad('before');

  // Two nodes of the next version start concurrently: one migrates the schema, the other waits.
  const newer = [startNode('newer one', databaseUrl, NEWER), startNode('newer two', databaseUrl, NEWER)];
  await Promise.all(newer.map((node) => node.up()));
  const names = await administer(databaseUrl, 'select name from kysely_migration order by name');
  expect(names.at(-1)).toEqual({ name: '999-from-the-next-version' });
  await isUnderLoad('on old nodes, on the new schema');
  serving = [...old, ...newer];
  await isUnderLoad('on nodes of both versions');

  // No call has failed so far, not even with an error that a load balancer would hide.
  expect(Object.fromEntries(balancer.repeated)).toEqual({});

  // An old node cannot start again; the one that still runs is not affected.
  serving = [old[1]!, ...newer];
  expect(await old[0]!.stop()).toBe(0);
  const refused = startProgram(['serve', '--port', '0', '--database-url', databaseUrl]);
  expect(await refused.ended()).toBe(1);
  expect(refused.stderr).toMatch(
    /^cosell: The data was written by a newer version of cosell \(schema 999-from-the-next-version\)\. Start that version/,
  );
  await isUnderLoad('on one old node and two newer ones');
  serving = newer;
  expect(await old[1]!.stop()).toBe(0);
  await isUnderLoad('after');
  await load.finish();
  const unfinished = () => administer(databaseUrl, `select id from tasks where status = 'IN_PROGRESS'`);
  await eventuallyWithin(
    LIMIT,
    'the end of all tasks',
    over.signal,
    async () => (await unfinished()).length === 0,
  );
  expect(await Promise.all(newer.map((node) => node.stop()))).toEqual([0, 0]);

  const invariants = await onDatabase(databaseUrl, async (db) => [
    ...(await checkInvariants(db)),
    ...(await checkTold(db, load.told)),
  ]);
  console.log(
    `calls: ${balancer.answered}, made again: ${JSON.stringify(Object.fromEntries(balancer.repeated))}`,
  );
  console.log(describeInvariants(invariants));
  expect([...old, ...newer].flatMap((node) => node.surprises)).toEqual([]);
  expect(load.told.surprises).toEqual([]);
  expect([...balancer.repeated.keys()].filter((reason) => reason !== 'connection failed')).toEqual([]);
  expect(invariants.filter(({ violations }) => violations.length > 0)).toEqual([]);
});

/** Queries a database whose schema is too new for this version to open. */
const onDatabase = async <T>(databaseUrl: string, use: (db: Kysely<Tables>) => Promise<T>): Promise<T> => {
  const connections = await openDatabase({ databaseUrl });
  try {
    return await use(new Kysely<Tables>({ dialect: connections.reads }));
  } finally {
    await connections.close();
  }
};

/** A database with a server of this version, and a connection that holds locks for the test. */
const withHolder = async () => {
  const databaseUrl = await freshDatabase();
  const client = clientOf(await startEngineAt({ databaseUrl }), ALPHA);
  const holder = new Client({ connectionString: databaseUrl });
  await holder.connect();
  onTestFinished(() => holder.end());
  const migrationWaits = async (): Promise<true | undefined> => {
    const rows = await administer(
      databaseUrl,
      `select 1 from pg_stat_activity where application_name = 'cosell migrate' and wait_event_type = 'Lock'`,
    );
    return rows.length > 0 ? true : undefined;
  };
  const upgrade = async (): Promise<void> => {
    const store = await openStore({ databaseUrl }, { migrations: nextVersion });
    await store.close();
  };
  return { client, holder, migrationWaits, upgrade };
};

test('a migration that waits for a lock does not block requests until they fail', async () => {
  const { client, holder, migrationWaits, upgrade } = await withHolder();
  const { Id } = await client.createEngagement(engagement());
  await holder.query('begin');
  await holder.query('select count(*) from engagements');
  const upgraded = upgrade();
  await eventually(migrationWaits);
  // It waits for the migration, which waits for the holder.
  expect(await client.getEngagement({ Catalog: 'Sandbox', Identifier: Id })).toMatchObject({ Id });
  await holder.query('rollback');
  await upgraded;
});

test('a migration that the database aborts because of a deadlock is retried', async () => {
  const { holder, migrationWaits, upgrade } = await withHolder();
  await holder.query('begin');
  await holder.query('select count(*) from tasks');
  const upgraded = upgrade();
  await eventually(migrationWaits);
  // The migration has locked engagements and waits for tasks: a deadlock, in which PostgreSQL aborts the longest waiter.
  const crossed = holder.query('select count(*) from engagements').then(
    () => 'the migration ended',
    () => 'the holder ended',
  );
  expect(await crossed).toBe('the migration ended');
  await holder.query('rollback');
  await upgraded;
});
