import { DatabaseSync } from 'node:sqlite';
import { CompiledQuery } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { isUniqueViolation } from '../../../src/kit/sql/errors.ts';
import { Statements } from '../../../src/kit/sql/sqlite/statements.ts';
import { openNotes } from './sqlite-fixture.ts';

function openStatements(limit?: number) {
  const database = new DatabaseSync(':memory:');
  onTestFinished(() => database.close());
  const prepare = vi.spyOn(database, 'prepare');
  const statements = new Statements(database, limit);
  const run = (sql: string, ...parameters: unknown[]) =>
    statements.execute(CompiledQuery.raw(sql, parameters));
  return { statements, run, prepare };
}

test('a statement is prepared once per SQL text', () => {
  const { run, prepare } = openStatements();
  for (let index = 0; index < 100; index += 1) {
    expect(run('select ? as n, ? as s', index, 'x').rows).toStrictEqual([{ n: index, s: 'x' }]);
  }
  expect(prepare).toHaveBeenCalledTimes(1);
});

test('the cache of statements is bounded and keeps those in use', () => {
  const { statements, run, prepare } = openStatements(10);
  for (let index = 0; index < 1000; index += 1) {
    run(`select ${index} as rare`);
    if (index % 3 === 0) run('select 0 as frequent');
    expect(statements.size).toBeLessThanOrEqual(10);
  }
  expect(prepare.mock.calls.filter(([sql]) => sql.includes('frequent'))).toHaveLength(1);
});

test('a cached statement follows schema changes', () => {
  const { run } = openStatements();
  run('create table t (a integer)');
  run('insert into t values (1)');
  expect(run('select * from t').rows).toStrictEqual([{ a: 1 }]);
  expect(run('select a from t').rows).toStrictEqual([{ a: 1 }]);
  run('alter table t rename column a to b');
  run('alter table t add column a integer default 2');
  expect(run('select * from t').rows).toStrictEqual([{ b: 1, a: 2 }]);
  expect(run('select a from t').rows).toStrictEqual([{ a: 2 }]);
});

test('a failed statement can run again', () => {
  const { run } = openStatements();
  run('create table t (a integer primary key, b text unique)');
  run('insert into t values (?, ?)', 1, 'x');
  for (const row of [
    [1, 'y'],
    [2, 'x'],
  ]) {
    let error: unknown;
    try {
      run('insert into t values (?, ?)', ...row);
    } catch (caught) {
      error = caught;
    }
    expect(isUniqueViolation(error)).toBe(true);
  }
  expect(run('insert into t values (?, ?)', 2, 'y')).toMatchObject({
    numAffectedRows: 1n,
    insertId: 2n,
    rows: [],
  });
});

test('a unique violation is distinguished from other errors of SQLite and PostgreSQL', () => {
  expect(isUniqueViolation(Object.assign(new Error('duplicate key'), { code: '23505' }))).toBe(true);
  expect(
    isUniqueViolation(Object.assign(new Error('NOT NULL'), { code: 'ERR_SQLITE_ERROR', errcode: 1299 })),
  ).toBe(false);
  expect(isUniqueViolation(Object.assign(new Error('foreign key'), { code: '23503' }))).toBe(false);
  expect(isUniqueViolation(undefined)).toBe(false);
});

test('a limit is in the text: SQLite plans a statement again with each value that is bound to one', async () => {
  const { reads } = await openNotes('memory');
  const { sql, parameters } = reads.selectFrom('note').select('id').where('id', '>', 'a').limit(1).compile();
  expect(sql).toMatch(/limit 1$/);
  expect(parameters).toEqual(['a']);
});
