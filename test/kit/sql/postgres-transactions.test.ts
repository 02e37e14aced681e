import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isConcurrencyFailure, isUniqueViolation } from '../../../src/kit/sql/errors.ts';
import { postgresSchema } from '../../../src/kit/sql/postgres/schema.ts';
import { afterCommit, openStore, type Store } from '../../../src/store/index.ts';
import { SchemaTooNewError, shippedMigrations } from '../../../src/store/migrations/index.ts';
import { readOrCreate } from '../../../src/store/repositories/meta.ts';
import type { Queries } from '../../../src/store/tables.ts';
import { administer, freshDatabase } from '../../support/postgres.ts';

const open = async (databaseUrl: string): Promise<Store> => {
  const store = await openStore({ databaseUrl });
  onTestFinished(() => store.close());
  return store;
};

const put = (tx: Queries, name: string, value: string) =>
  tx.insertInto('meta').values({ name, value }).execute();

const change = (tx: Queries, name: string, value: string) =>
  tx.updateTable('meta').set({ value }).where('name', '=', name).execute();

const all = async (store: Store) =>
  (await store.reads.selectFrom('meta').selectAll().orderBy('name').execute()).map(
    ({ name, value }) => `${name}=${value}`,
  );

/** A barrier for two transactions: each waits for the other on its first call. */
const meeting = () => {
  const both = Promise.withResolvers<void>();
  let here = 0;
  return async (): Promise<void> => {
    here += 1;
    if (here === 2) both.resolve();
    if (here <= 2) await both.promise;
  };
};

describe('a transaction that the database aborts in favour of another', () => {
  test('is retried after a deadlock, and its hooks run once', async () => {
    const store = await open(await freshDatabase());
    await store.transaction(async (tx) => {
      await put(tx, 'a', '');
      await put(tx, 'b', '');
    });
    const meet = meeting();
    let attempts = 0;
    const hooks: string[] = [];
    const writeBoth = (first: string, second: string, value: string) =>
      store.transaction(async (tx) => {
        attempts += 1;
        afterCommit(tx, () => hooks.push(value));
        await change(tx, first, value);
        await meet();
        await change(tx, second, value);
      });
    await Promise.all([writeBoth('a', 'b', 'one'), writeBoth('b', 'a', 'two')]);
    expect(attempts).toBe(3);
    expect(hooks.toSorted()).toEqual(['one', 'two']);
    const last = hooks[1];
    expect(await all(store)).toEqual([`a=${last}`, `b=${last}`]);
  });

  test('is retried after a serialization failure', async () => {
    const store = await open(await freshDatabase());
    const meet = meeting();
    let attempts = 0;
    const countAndAdd = (name: string) =>
      store.transaction(async (tx) => {
        attempts += 1;
        await sql`set transaction isolation level serializable`.execute(tx);
        const rows = await tx.selectFrom('meta').selectAll().execute();
        await meet();
        await put(tx, name, String(rows.length));
      });
    await Promise.all([countAndAdd('x'), countAndAdd('y')]);
    expect(attempts).toBe(3);
    expect((await all(store)).map((row) => row.at(-1)).toSorted()).toEqual(['0', '1']);
  });

  test('fails if every retry is aborted', async () => {
    const store = await open(await freshDatabase());
    let attempts = 0;
    const failure = await store
      .transaction(async (tx) => {
        attempts += 1;
        afterCommit(tx, () => expect.unreachable('nothing was committed'));
        await sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`.execute(tx);
      })
      .catch((error: unknown) => error);
    expect(isConcurrencyFailure(failure)).toBe(true);
    expect(attempts).toBe(8);
  });
});

test('a duplicate key is distinguished from other errors, is not retried, and leaves nothing', async () => {
  const store = await open(await freshDatabase());
  await store.transaction((tx) => put(tx, 'taken', 'first'));
  let attempts = 0;
  const failure = await store
    .transaction(async (tx) => {
      attempts += 1;
      afterCommit(tx, () => expect.unreachable('nothing was committed'));
      await put(tx, 'beside', 'lost');
      await put(tx, 'taken', 'second');
    })
    .catch((error: unknown) => error);
  expect(isUniqueViolation(failure)).toBe(true);
  expect(isConcurrencyFailure(failure)).toBe(false);
  expect(attempts).toBe(1);
  expect(await all(store)).toEqual(['taken=first']);
});

test('a value that the installation makes once is the same for all concurrent callers', async () => {
  const store = await open(await freshDatabase());
  const values = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      store.transaction((tx) => readOrCreate(tx, 'made-once', () => `by ${index}`)),
    ),
  );
  expect(new Set(values).size).toBe(1);
});

test('connections that the database closed are replaced', async () => {
  const databaseUrl = await freshDatabase();
  const store = await open(databaseUrl);
  await Promise.all([1, 2, 3].map((index) => store.transaction((tx) => put(tx, `${index}`, ''))));
  await administer(
    databaseUrl,
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'cosell'",
  );
  // The pool is notified a moment later: until then an attempt may fail, but none hangs.
  await expect.poll(() => all(store).catch(() => [])).toHaveLength(3);
});

test('a transaction whose connection breaks fails, and the next one works', async () => {
  const store = await open(await freshDatabase());
  const broken = store.transaction(async (tx) => {
    await put(tx, 'lost', '');
    await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx);
  });
  await expect(broken).rejects.toThrow();
  await store.transaction((tx) => put(tx, 'kept', ''));
  expect(await all(store)).toEqual(['kept=']);
});

test('several servers that start at once on an empty database run the migrations once', async () => {
  const databaseUrl = await freshDatabase('template1');
  const stores = await Promise.all([1, 2, 3, 4].map(() => open(databaseUrl)));
  for (const store of stores) expect(await all(store)).toEqual([]);
  const names = Object.keys(shippedMigrations(postgresSchema));
  expect(await administer(databaseUrl, 'select name from kysely_migration order by name')).toEqual(
    names.map((name) => ({ name })),
  );
});

test('a database of a newer version is rejected and not changed', async () => {
  const databaseUrl = await freshDatabase();
  await administer(databaseUrl, "insert into kysely_migration values ('999-later', '2030-01-01')");
  await expect(openStore({ databaseUrl })).rejects.toThrow(SchemaTooNewError);
});

test('text sorts by code points, as with SQLite, for any locale of the database', async () => {
  const store = await open(await freshDatabase());
  const names = ['alpha', 'Ärger', 'Zeta', 'beta', '_', 'Alpha', '𝛼', 'ｚ'];
  await store.transaction(async (tx) => {
    for (const name of names) await put(tx, name, '');
  });
  const byCodePoint = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));
  expect(await all(store)).toEqual(names.toSorted(byCodePoint).map((name) => `${name}=`));
});
