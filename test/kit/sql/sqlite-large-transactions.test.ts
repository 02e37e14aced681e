import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { isUniqueViolation } from '../../../src/kit/sql/errors.ts';
import { openNotes, pause, temporaryFolder } from './sqlite-fixture.ts';

const open = async () => {
  const folder = temporaryFolder();
  const notes = await openNotes({ folder });
  return { ...notes, folder, large: notes.connections.withLargeTransactions };
};

/** Notes of 10,000 characters. */
const notesOf = (count: number, name: string) =>
  Array.from({ length: count }, (_, index) => ({ id: `${name}-${index}`, text: 'x'.repeat(10_000) }));

/** SQLite takes some tenths of a second to count so many numbers. */
const SLOW = 1_000_000;

test('a statement of a large transaction, however long it takes, holds neither the event loop nor reads', async () => {
  const { large, writes, add, ids } = await open();
  await add('before');
  let turns = 0;
  let isOver = false;
  const counted = large(() =>
    writes.transaction().execute(async (tx) => {
      await tx.insertInto('note').values({ id: 'amid', text: '' }).execute();
      const { rows } = await sql<{ count: number }>`
        with recursive number(n) as (select 1 union all select n + 1 from number where n < ${SLOW})
        select count(*) as count from number`.execute(tx);
      isOver = true;
      return rows[0]?.count;
    }),
  );
  while (!isOver) {
    await turn();
    turns += 1;
    if (turns % 1_000 === 1) expect(await ids()).toEqual(['before']);
  }
  expect(await counted).toBe(SLOW);
  // On the writer's own connection there would be a handful.
  expect(turns).toBeGreaterThan(100);
  expect(await ids()).toEqual(['amid', 'before']);
});

test('the log of a large transaction is in the database soon after, without another commit', async () => {
  const { large, writes, add, folder } = await open();
  const sizeOf = (file: string) => statSync(join(folder, file)).size / 1_000_000;
  await large(() =>
    writes.transaction().execute(async (tx) => {
      for (let batch = 0; batch < 40; batch += 1)
        await tx
          .insertInto('note')
          .values(notesOf(100, `note-${batch}`))
          .execute();
    }),
  );
  while (sizeOf('cosell.sqlite') < 40) await pause(5);
  // What follows begins the log anew, and cuts it.
  for (let note = 0; sizeOf('cosell.sqlite-wal') > 20; note += 1) await add(`after-${note}`);
});

test('a large transaction tells a duplicate key as any other does', async () => {
  const { large, writes, add, ids } = await open();
  await add('one');
  const error = await large(() =>
    writes.transaction().execute(async (tx) => {
      await tx.insertInto('note').values({ id: 'two', text: '' }).execute();
      await tx.insertInto('note').values({ id: 'one', text: '' }).execute();
    }),
  ).catch((refusal: unknown) => refusal);
  expect(isUniqueViolation(error)).toBe(true);
  expect(await ids()).toEqual(['one']);
});

test('large works at once take turns, with others between, and those after them are not large', async () => {
  const { large, writes, add, ids } = await open();
  const insert = (id: string) => writes.insertInto('note').values({ id, text: '' }).execute();
  await Promise.all([
    large(() => insert('a')),
    add('b'),
    large(async () => {
      await insert('c');
      throw new Error('failed');
    }).catch(() => {}),
    add('d'),
  ]);
  await insert('e');
  expect(await ids()).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('transactions before and amid large ones are kept, and a large one that fails is undone', async () => {
  const { large, writes, add, ids } = await open();
  const begun = Array.from({ length: 20 }, (_, index) => add(`before-${index}`));
  const replaced = large(() =>
    writes.transaction().execute(async (tx) => {
      await tx.deleteFrom('note').execute();
      await tx
        .insertInto('note')
        .values({ id: 'after', text: 'x'.repeat(500_000) })
        .execute();
      throw new Error('failed');
    }),
  );
  const amid = add('amid');
  await expect(replaced).rejects.toThrow('failed');
  await Promise.all([...begun, amid]);
  expect(await ids()).toHaveLength(21);
});

test('a database that closes amid a large transaction finishes it', async () => {
  const { connections, large, writes } = await open();
  let closing: Promise<void> | undefined;
  await large(async () => {
    await writes.transaction().execute(async (tx) => {
      closing = connections.close();
      await tx.insertInto('note').values({ id: 'last', text: '' }).execute();
    });
  });
  await closing;
});
