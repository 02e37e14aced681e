import { DatabaseSync } from 'node:sqlite';
import { CompiledQuery } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { GroupCommit } from '../../../src/kit/sql/sqlite/group-commit.ts';
import { CommitFailedError } from '../../../src/kit/sql/sqlite/index.ts';
import { Statements } from '../../../src/kit/sql/sqlite/statements.ts';

describe('a batch', () => {
  function openGroupCommit() {
    const database = new DatabaseSync(':memory:', { enableForeignKeyConstraints: true });
    database.exec('create table parent (id text primary key)');
    database.exec('create table child (id text references parent (id) deferrable initially deferred)');
    const statements = new Statements(database);
    const groupCommit = new GroupCommit(database, statements, {
      batchSize: 256,
      batchBytes: 1_000_000,
      batchAgeMs: 20,
      patienceMs: 1000,
    });
    onTestFinished(async () => {
      await groupCommit.close();
      database.close();
    });
    const insert = async (table: string, id: string) => {
      const transaction = await groupCommit.begin();
      groupCommit.execute(transaction, CompiledQuery.raw(`insert into ${table} values (?)`, [id]));
      await groupCommit.commit(transaction);
    };
    const count = (table: string) => database.prepare(`select count(*) as n from ${table}`).get()?.n;
    return { groupCommit, statements, insert, count };
  }

  test('whose commit fails is rolled back and rejected as a whole', async () => {
    const { groupCommit, insert, count } = openGroupCommit();
    const results = await Promise.allSettled([
      insert('parent', 'a'),
      insert('child', 'orphan'),
      insert('parent', 'b'),
    ]);
    const reasons = results.map((result) => (result as PromiseRejectedResult).reason);
    for (const reason of reasons) expect(reason).toBeInstanceOf(CommitFailedError);
    expect(reasons[0].cause.message).toMatch(/FOREIGN KEY/);
    expect([count('parent'), count('child')]).toEqual([0, 0]);
    await insert('parent', 'c');
    expect(count('parent')).toBe(1);
    expect(groupCommit.statistics()).toEqual({ transactions: 1, commits: 1, rollbacks: 3 });
  });

  test('is committed before a read on its connection, so that the read sees only committed rows', async () => {
    const { groupCommit, statements, insert } = openGroupCommit();
    const durable = insert('parent', 'a');
    const orphan = insert('child', 'orphan');
    const read = groupCommit.betweenTransactions(() =>
      statements.execute(CompiledQuery.raw('select id from child')),
    );
    await Promise.allSettled([durable, orphan]);
    expect((await read).rows).toEqual([]);
  });

  test('rejects a query of an ended transaction while the next one runs', async () => {
    const { groupCommit, count } = openGroupCommit();
    const first = await groupCommit.begin();
    const durable = groupCommit.commit(first);
    const second = await groupCommit.begin();
    const forgotten = CompiledQuery.raw(`insert into parent values ('forgotten')`);
    expect(() => groupCommit.execute(first, forgotten)).toThrow(/has ended/);
    groupCommit.rollback(first);
    await groupCommit.commit(second);
    await durable;
    expect(count('parent')).toBe(0);
  });
});
