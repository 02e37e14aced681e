import { CompiledQuery, Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { describe, expect, test } from 'vitest';
import { type Location, openNotes, pause, temporaryFolder } from './sqlite-fixture.ts';

const locations: [string, () => Location][] = [
  ['a folder', () => ({ folder: temporaryFolder() })],
  ['memory', () => 'memory'],
];

describe.each(locations)('reads of a database in %s', (_name, location) => {
  test('see nothing of a running transaction, and all of one that has resolved', async () => {
    const { writes, ids } = await openNotes(location());
    const seen: string[][] = [];
    const running = writes.transaction().execute(async (trx) => {
      await trx.insertInto('note').values({ id: 'a', text: '' }).execute();
      const read = ids().then((found) => seen.push(found));
      await pause(10);
      await trx.insertInto('note').values({ id: 'b', text: '' }).execute();
      await Promise.race([read, pause(10)]);
    });
    await running;
    expect(await ids()).toEqual(['a', 'b']);
    // In a folder the read sees the state before the transaction; in memory it waits for the transaction's end.
    expect(seen).toEqual([location() === 'memory' ? ['a', 'b'] : []]);
  });

  test('see nothing of a transaction that is rolled back', async () => {
    const { writes, ids } = await openNotes(location());
    let read: Promise<string[]> | undefined;
    const running = writes.transaction().execute(async (trx) => {
      await trx.insertInto('note').values({ id: 'a', text: '' }).execute();
      read = ids();
      await pause(5);
      throw new Error('wanted');
    });
    await expect(running).rejects.toThrow('wanted');
    expect(await read).toEqual([]);
  });

  test('find every row as soon as its transaction resolves', async () => {
    const { add, reads } = await openNotes(location(), { batchSize: 5 });
    const lookups = Array.from({ length: 200 }, async (_, index) => {
      const id = await add(`n${index}`);
      return reads.selectFrom('note').select('id').where('id', '=', id).executeTakeFirst();
    });
    expect(await Promise.all(lookups)).not.toContain(undefined);
  });

  test('reject writes and transactions', async () => {
    const { reads, writes, ids } = await openNotes(location());
    await expect(reads.insertInto('note').values({ id: 'a', text: '' }).execute()).rejects.toThrow(
      /readonly/,
    );
    await expect(sql`delete from note`.execute(reads)).rejects.toThrow(/readonly/);
    await expect(reads.transaction().execute(async () => {})).rejects.toThrow(/only reads/);
    await writes.insertInto('note').values({ id: 'b', text: '' }).execute();
    expect(await ids()).toEqual(['b']);
  });

  test('stream in chunks', async () => {
    const { reads, add } = await openNotes(location());
    await Promise.all(['a', 'b', 'c'].map(add));
    const found: string[] = [];
    for await (const row of reads.selectFrom('note').select('id').orderBy('id').stream(2)) found.push(row.id);
    expect(found).toEqual(['a', 'b', 'c']);
  });
});

describe('the writing dialect', () => {
  test('returns the number of changed rows and the values of RETURNING', async () => {
    const { writes, add } = await openNotes('memory');
    await Promise.all([add('a'), add('b')]);
    const [updated] = await writes.updateTable('note').set({ text: 'new' }).execute();
    expect(updated?.numUpdatedRows).toBe(2n);
    expect(await writes.deleteFrom('note').where('id', '=', 'a').returningAll().execute()).toStrictEqual([
      { id: 'a', text: 'new' },
    ]);
    expect(await writes.executeQuery(CompiledQuery.raw('select 1 as n, 2.5 as x, null as z'))).toMatchObject({
      rows: [{ n: 1, x: 2.5, z: null }],
    });
  });

  test('commits a query outside of transactions, or fails it alone', async () => {
    const { connections, writes, add, ids } = await openNotes('memory');
    const insert = (id: string) => writes.insertInto('note').values({ id, text: '' }).execute();
    const results = await Promise.allSettled([insert('a'), insert('a'), add('b')]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await ids()).toEqual(['a', 'b']);
    expect(connections.statistics().rollbacks).toBe(1);
  });

  test('rolls back a controlled transaction; a connection without a transaction blocks nothing', async () => {
    const { writes, add, ids } = await openNotes('memory');
    const controlled = await writes.startTransaction().execute();
    await controlled.insertInto('note').values({ id: 'a', text: '' }).execute();
    await controlled.rollback().execute();
    await writes.connection().execute(() => add('b'));
    expect(await ids()).toEqual(['b']);
  });

  test('works with the migrator; a failed migration leaves nothing', async () => {
    const { writes, reads } = await openNotes({ folder: temporaryFolder() });
    const create =
      (name: string) =>
      (db: Kysely<unknown>): Promise<void> =>
        db.schema.createTable(name).addColumn('id', 'text').execute();
    const migrations: Record<'1' | '2', Migration> = {
      '1': { up: create('one') },
      '2': {
        up: async (db: Kysely<unknown>) => {
          await create('two')(db);
          throw new Error('wanted');
        },
      },
    };
    const migrator = new Migrator({ db: writes, provider: { getMigrations: async () => migrations } });
    expect((await migrator.migrateToLatest()).error).toMatchObject({ message: 'wanted' });
    const names = async () => (await reads.introspection.getTables()).map((table) => table.name);
    expect(await names()).toEqual(['note']);
    migrations['2'].up = create('two');
    expect((await migrator.migrateToLatest()).error).toBeUndefined();
    expect(await names()).toEqual(['note', 'one', 'two']);
  });

  test('survives the destruction of its Kysely instance', async () => {
    const { connections, writes, add, ids } = await openNotes('memory');
    await writes.destroy();
    await new Kysely({ dialect: connections.writes }).connection().execute(async () => {});
    await expect(add('a')).rejects.toThrow(/destroyed/);
    expect(await ids()).toEqual([]);
  });
});
