import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { onBehalfOf } from '../../../src/kit/flow/on-behalf.ts';
import { openStore } from '../../../src/store/index.ts';
import { freshDatabase } from '../../support/postgres.ts';

const POOL_SIZE = 2;

const open = async () => {
  const store = await openStore({ databaseUrl: await freshDatabase(), poolSize: POOL_SIZE });
  onTestFinished(() => store.close());
  const ended: string[] = [];
  const run = (account: string, name: string, seconds = 0.001) =>
    onBehalfOf(account, async () => {
      await sql`select pg_sleep(${seconds})`.execute(store.reads);
      ended.push(name);
    });
  return { run, ended, store };
};

test('a query waits for one query of each other account, however many it has', async () => {
  const { run, ended } = await open();
  const burst = Array.from({ length: 300 }, (_, index) => run('a', `a${index}`));
  const others = ['b', 'c'].map((account) => run(account, account));
  await Promise.all(others);
  // Those that ran already, those that run, and one turn.
  expect(ended.length).toBeLessThanOrEqual(4 * POOL_SIZE + 2);
  await Promise.all(burst);
  expect(ended).toHaveLength(302);
});

test('a transaction waits for a connection for longer than connecting may take', async () => {
  const { run, ended } = await open();
  await Promise.all(Array.from({ length: 4 * POOL_SIZE }, (_, index) => run('a', `a${index}`, 0.8)));
  expect(ended).toHaveLength(4 * POOL_SIZE);
});

test('the connection of a failed query is free again', async () => {
  const { run, ended, store } = await open();
  const failures = Array.from({ length: 20 }, () =>
    sql`select 1 / 0`.execute(store.reads).catch(() => 'failed'),
  );
  await Promise.all(failures);
  await store.transaction((tx) => sql`select 1 / 0`.execute(tx)).catch(() => {});
  await Promise.all([run('a', 'a'), run('b', 'b'), run('c', 'c')]);
  expect(ended).toHaveLength(3);
});
