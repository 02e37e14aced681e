import type { PostgresPool } from 'kysely';
import pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createPool } from '../../../src/kit/sql/postgres/pool.ts';
import { eventually } from '../../support/engine.ts';
import { administer, freshDatabase } from '../../support/postgres.ts';

/** A pool of one connection, and a table that a transaction of it may fill. */
const open = async () => {
  const databaseUrl = await freshDatabase();
  await administer(databaseUrl, 'create table filled (value text primary key)');
  const pool = createPool(databaseUrl, 'begins', 1);
  /** Gives back what a failed test has kept: a pool waits for that before it ends. */
  let kept: { release(): void } | undefined;
  const release = () => {
    kept?.release();
    kept = undefined;
  };
  onTestFinished(() => {
    release();
    return pool.end();
  });
  const connect = async () => {
    const connection = await (pool as PostgresPool).connect();
    const { query } = connection;
    kept = connection;
    const run = (text: string, values: unknown[] = []) => query<Record<string, unknown>>(text, values);
    return { run, release };
  };
  const begin = async () => {
    const connection = await connect();
    await connection.run('begin');
    return connection;
  };
  const fill = 'insert into filled values ($1)';
  const values = async () =>
    (await administer(databaseUrl, 'select value from filled order by value')).map(({ value }) => value);
  /** Does something to the process of the pool's connection once it waits in `pg_sleep`. */
  const whileItSleeps = (act: 'pg_cancel_backend' | 'pg_terminate_backend') =>
    eventually(async () => {
      const done = await administer(
        databaseUrl,
        `select ${act}(pid) from pg_stat_activity
         where application_name = 'begins' and datname = current_database() and wait_event = 'PgSleep'`,
      );
      return done.length === 1;
    });
  return { connect, begin, fill, values, whileItSleeps, databaseUrl };
};

const pidOf = async (run: (text: string) => Promise<{ rows: Record<string, unknown>[] }>) =>
  (await run('select pg_backend_pid() as pid')).rows[0]?.pid;

test('a first statement that fails throws its own error and aborts the transaction, which rolls back', async () => {
  const { connect, begin, fill, values } = await open();
  const { run, release } = await begin();
  await expect(run('insert into filled values (null)')).rejects.toMatchObject({ code: '23502' });
  await expect(run(fill, ['later'])).rejects.toMatchObject({ code: '25P02' });
  expect((await run('commit')).command).toBe('ROLLBACK');
  const pid = await pidOf(run);
  release();
  expect(await values()).toEqual([]);
  const next = await connect();
  expect(await pidOf(next.run)).toBe(pid);
  next.release();
});

test('a transaction without statements can end, and the next one begins anew', async () => {
  const { begin, fill, values } = await open();
  for (const end of ['rollback', 'commit']) {
    const { run, release } = await begin();
    expect((await run(end)).command).toBe(end.toUpperCase());
    release();
  }
  const { run, release } = await begin();
  await run(fill, ['rolled back']);
  await run('rollback');
  release();
  expect(await values()).toEqual([]);
});

test('a connection that is given back before a first statement has no open transaction', async () => {
  const { connect, begin, fill, values } = await open();
  (await begin()).release();
  const { run, release } = await connect();
  await run(fill, ['committed by itself']);
  release();
  expect(await values()).toEqual(['committed by itself']);
});

test('a transaction may begin with a savepoint', async () => {
  const { begin, fill, values } = await open();
  const { run, release } = await begin();
  await run('savepoint one');
  await run(fill, ['undone']);
  await run('rollback to one');
  await run(fill, ['kept']);
  await run('commit');
  release();
  expect(await values()).toEqual(['kept']);
});

test('statements that are sent together with the first one belong to the transaction', async () => {
  const { begin, fill, values } = await open();
  const { run, release } = await begin();
  await Promise.all(['a', 'b', 'c'].map((value) => run(fill, [value])));
  await run('rollback');
  release();
  expect(await values()).toEqual([]);
});

test('a first statement that is cancelled, as by its timeout, aborts the transaction', async () => {
  const { begin, fill, values, whileItSleeps } = await open();
  const { run, release } = await begin();
  const sleeping = expect(run('select pg_sleep(60)')).rejects.toMatchObject({ code: '57014' });
  await whileItSleeps('pg_cancel_backend');
  await sleeping;
  await expect(run(fill, ['later'])).rejects.toMatchObject({ code: '25P02' });
  await run('rollback');
  release();
  expect(await values()).toEqual([]);
});

test('a connection that is lost during the first statement is not used again', async () => {
  const { connect, begin, fill, values, whileItSleeps } = await open();
  const { run, release } = await begin();
  const sleeping = expect(run('select pg_sleep(60)')).rejects.toThrow();
  await whileItSleeps('pg_terminate_backend');
  await sleeping;
  await expect(run(fill, ['later'])).rejects.toThrow();
  await expect(run('rollback')).rejects.toThrow();
  release();
  const next = await connect();
  await next.run(fill, ['next']);
  next.release();
  expect(await values()).toEqual(['next']);
});

test('a connection that is lost before the first statement fails the transaction, and nothing of it is kept', async () => {
  const { connect, begin, fill, values, databaseUrl } = await open();
  const { run, release } = await begin();
  await administer(
    databaseUrl,
    "select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'begins' and datname = current_database()",
  );
  await expect(run(fill, ['lost'])).rejects.toThrow();
  await expect(run(fill, ['later'])).rejects.toThrow();
  release();
  const next = await connect();
  await next.run(fill, ['next']);
  next.release();
  expect(await values()).toEqual(['next']);
});

test('nothing is written if the transaction could not begin', async () => {
  const { connect, begin, fill, values } = await open();
  for (const first of ['insert into filled select null where false', 'select 1']) {
    const { run, release } = await begin();
    const cancelled = new pg.DatabaseError('canceling statement due to user request', 0, 'error');
    const query = pg.Client.prototype.query;
    const spied = vi.spyOn(pg.Client.prototype, 'query');
    spied.mockImplementation(function (this: pg.Client, ...how: unknown[]) {
      return how[0] === 'begin' ? Promise.reject(cancelled) : Reflect.apply(query, this, how);
    } as never);
    const together = await Promise.allSettled([run(first), run(fill, ['on its own'])]);
    expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(run(fill, ['later'])).rejects.toBe(cancelled);
    spied.mockRestore();
    release();
  }
  expect(await values()).toEqual([]);
  const next = await connect();
  await next.run(fill, ['next']);
  next.release();
});
