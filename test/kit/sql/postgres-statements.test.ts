import { expect, onTestFinished, test } from 'vitest';
import { createStatementNames } from '../../../src/kit/sql/postgres/statement-names.ts';
import { openStore } from '../../../src/store/index.ts';
import { readOrCreate } from '../../../src/store/repositories/meta.ts';
import type { Queries } from '../../../src/store/tables.ts';
import { eventually } from '../../support/engine.ts';
import { administer, freshDatabase } from '../../support/postgres.ts';

const OFTEN = Array.from({ length: 30 }, (_, index) => index);

test('reads still work after a newer server adds columns, also in a transaction', async () => {
  const databaseUrl = await freshDatabase();
  const store = await openStore({ databaseUrl });
  onTestFinished(() => store.close());
  await store.transaction((tx) => readOrCreate(tx, 'name', () => 'value'));
  const read = async (db: Queries) =>
    (await db.selectFrom('meta').selectAll().where('name', '=', 'name').execute())[0];
  // Concurrently and often enough that each connection has prepared the statement.
  await Promise.all(OFTEN.map(() => read(store.reads)));
  await Promise.all(OFTEN.map(() => read(store.reads)));
  const prepared = await store.reads.transaction().execute(async (tx) => {
    await read(tx);
    return tx
      .selectFrom('pg_prepared_statements' as never)
      .select('name' as never)
      .execute();
  });
  expect(prepared.length).toBeGreaterThan(0);

  await administer(databaseUrl, 'alter table meta add column optional text');
  const row = { name: 'name', value: 'value', optional: null };
  expect(await store.transaction(read)).toEqual(row);
  expect(await Promise.all(OFTEN.map(() => read(store.reads)))).toEqual(OFTEN.map(() => row));
  expect(await Promise.all(OFTEN.map(() => store.transaction(read)))).toEqual(OFTEN.map(() => row));
});

test('the planner is told of a table once it has grown', async () => {
  const databaseUrl = await freshDatabase();
  // PostgreSQL itself tells it within a minute.
  await administer(databaseUrl, 'alter table meta set (autovacuum_enabled = false)');
  const store = await openStore({ databaseUrl });
  onTestFinished(() => store.close());
  const grow = (rows: number) =>
    administer(
      databaseUrl,
      `insert into meta select 'name ' || gen_random_uuid(), 'value' from generate_series(1, ${rows})`,
    );
  const isKnown = (rows: number) =>
    eventually(async () => {
      const [known] = await administer(databaseUrl, "select reltuples from pg_class where relname = 'meta'");
      return Number(known?.reltuples) >= rows;
    });
  await grow(200);
  await isKnown(200);
  await grow(500);
  await isKnown(700);
});

test('a transaction begins with its first statement', async () => {
  const databaseUrl = await freshDatabase();
  const store = await openStore({ databaseUrl });
  onTestFinished(() => store.close());
  const open = async () => {
    const [row] = await administer(
      databaseUrl,
      `select count(*)::integer as count from pg_stat_activity
       where datname = current_database() and state = 'idle in transaction'`,
    );
    return row?.count;
  };
  expect(await store.transaction(open)).toBe(0);
  await store.transaction(async (tx) => {
    await readOrCreate(tx, 'name', () => 'value');
    expect(await open()).toBe(1);
  });
});

test('a statement gets a name after some runs, the same one until it is renewed', () => {
  const names = createStatementNames();
  const run = (text: string) => OFTEN.map(() => names.of(text));
  const [first, ...others] = run('select 1');
  const name = others.at(-1) ?? '';
  expect(first).toBeUndefined();
  expect(name).not.toBe('');
  expect(run('select 1')).toEqual(OFTEN.map(() => name));
  expect(run('select 2').at(-1)).not.toBe(name);
  names.renew(name);
  const next = run('select 1').at(-1) ?? '';
  expect(next).not.toBe(name);
  names.renew(name);
  expect(names.of('select 1')).toBe(next);
});

test('the number of named statements is bounded', () => {
  const names = createStatementNames();
  const named = new Set<string | undefined>();
  for (let text = 0; text < 1000; text++) for (const _ of OFTEN) named.add(names.of(`select ${text}`));
  named.delete(undefined);
  expect(named.size).toBe(200);
});
