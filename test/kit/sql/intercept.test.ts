import { CompiledQuery, Kysely } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { intercept } from '../../../src/kit/sql/intercept.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { underTest } from '../../support/postgres.ts';

interface Tables {
  note: { id: string };
}

test('an interceptor sees each statement; if it fails one, the transaction is rolled back', async () => {
  const seen: string[] = [];
  let broken = '';
  const connections = intercept(
    await openDatabase(await underTest('memory')),
    async ({ sql, parameters }, run) => {
      seen.push(sql);
      if (broken !== '' && parameters.includes(broken)) throw new Error('broken');
      return run();
    },
  );
  onTestFinished(() => connections.close());
  const [reads, writes] = [connections.reads, connections.writes].map(
    (dialect) => new Kysely<Tables>({ dialect }),
  ) as [Kysely<Tables>, Kysely<Tables>];
  await writes.schema.createTable('note').addColumn('id', 'text').execute();
  const add = (...ids: string[]) =>
    writes.transaction().execute(async (tx) => {
      for (const id of ids) await tx.insertInto('note').values({ id }).execute();
    });
  const ids = async () => (await reads.selectFrom('note').select('id').execute()).map(({ id }) => id);

  await add('a');
  broken = 'c';
  await expect(add('b', 'c')).rejects.toThrow('broken');
  await add('d');
  expect(await ids()).toEqual(['a', 'd']);
  if (connections.reader) await connections.reader.executeQuery(CompiledQuery.raw('select 1'));
  const inserts = ['a', 'b', 'c', 'd'].map(() => expect.stringMatching(/^insert into "note"/));
  expect(seen).toEqual([
    expect.stringMatching(/^create table/),
    ...inserts,
    'select "id" from "note"',
    ...(connections.reader ? ['select 1'] : []),
  ]);
});
